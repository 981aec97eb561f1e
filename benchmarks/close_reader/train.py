"""Train the close reader: a network that reads a Chinese text and its English together.

    python benchmarks/close_reader/train.py ENCODER PLANTINGS CHECKPOINT [--from CHECKPOINT]

ENCODER is e5-small-q4.bin (`encoder.py` says how to get it), PLANTINGS are what `plantings.py` has
written. CHECKPOINT is an .npz with the weights in half precision, which `pack.py` reads. Needed are
the packages torch and tokenizers. With `--from`, training goes on from an earlier checkpoint. With
`--watch PLANTINGS`, it is printed after every 500 steps how many of other plantings the network
finds.

The network is multilingual-e5-small. It reads `<s> Chinese </s> </s> English </s>`, and says of
each token the log-odds that the other text has nothing for it. All of it is trained but for the
vectors of the tokens. That of the package was trained in 2,161 steps with 1.27 million examples,
in three minutes on one graphics card. For it the texts were cut into those tokens alone that stand
in them more than once; here all are used, as the package has many that they lack.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from encoder import DIM, Encoder
from numpy.typing import NDArray
from plantings import Pair, Place, read_pairs
from torch import Tensor, nn
from torch.nn import functional

from aigov_corpus.checking.close_reading.tokens import Tokens

Floats = NDArray[np.float32]

SHARES = {"laws": 4.0, "mac": 2.0, "catalogues": 0.4, "web-apps": 0.4}
"""How often pairs of some sources are read: those most like documents more often than others, and
messages of programs less often. Others are read once."""
MOST_TOKENS = 316
"""Tokens of the longest example, the two texts together."""
JOINED = 0.9
"""For each example so many more are made of it and one to three unchanged pairs around it."""
JOINED_TO = (1, 1, 2, 2, 3)
"""To how many pairs it is joined; one of these numbers is drawn."""
CHUNK = 500
"""Pairs of which examples are made at once, and among which they are joined."""
HEADS, INNER = 12, 4 * DIM
DROPOUT = 0.1
STEPS = 2161
WARM_UP = 300
"""Steps in which the rate of learning rises; afterwards it falls as a cosine does."""
RATE, LEAST_RATE = 2e-4, 0.02
"""The highest rate of learning, and the last one as a share of it."""
BETAS, DECAY, LARGEST_SLOPE = (0.9, 0.98), 0.05, 1.0
"""Of AdamW (Loshchilov and Hutter, 2019): what it remembers, the decay of matrices, and the length
that gradients are cut to."""
BATCH_TOKENS = 49_152
ABSENT_WEIGHT = 2.0
"""How much more a token without counterpart counts than another."""
UNCHANGED = 0.5
"""Unchanged examples for each one with a planting."""
MOST_PLANTED = 400_000
"""Examples with plantings that are drawn at once."""
SORTED = 20_000
"""Examples that are put into batches by their length."""
REPORT = 500
"""Steps between two reports."""
ALARMS = 0.04
"""Share of the unchanged pairs that may be taken for changed ones when plantings are counted."""
RUN = 3
"""An example is judged by the highest mean log-odds of so many tokens of a text."""
SEED = 1
DOUBTED = 3.0
"""A token that is called complete is not learned from where the network is so sure that it is not:
translators leave things out of texts in which nothing was planted."""
REMEMBERED = 0.998
"""Share of the earlier weights in the running mean of the weights, which is what is written."""
_UNKNOWN = -1
"""Label of tokens that nothing is learned from."""


class Example(NamedTuple):
    """A pair as tokens."""

    ids: NDArray[np.int32]
    """`(tokens,)`, numbers of the tokens."""
    labels: NDArray[np.int8]
    """`(tokens,)`: 1 if the other text has nothing for the token, 0 if it has, -1 if unknown."""
    second: int
    """Index of the mark before the English text."""
    planted: bool


class Sides(NamedTuple):
    """The tokens of a pair and their labels, text by text."""

    zh: list[int]
    en: list[int]
    zh_labels: list[int]
    en_labels: list[int]
    planted: bool


def label_tokens(tokens: Tokens, absent: Sequence[Place], unsure: Sequence[Place]) -> list[int]:
    """Return the label of each token.

    It is 1 if more than half of its characters are absent from the other text; -1 if it has fewer
    of these, some that are not known, or no character.
    """
    kinds = np.zeros(max((end for _, end in tokens.places), default=0), np.int8)
    for places, kind in ((unsure, -1), (absent, 1)):
        for start, end in places:
            kinds[start:end] = kind
    labels = []
    for start, end in tokens.places:
        inside = kinds[start:end]
        if 2 * (inside == 1).sum() > len(inside):
            labels.append(1)
        else:
            labels.append(_UNKNOWN if inside.any() or not len(inside) else 0)
    return labels


@lru_cache(maxsize=1)
def load_encoder(path: Path) -> Encoder:
    """Return the encoder, which is loaded once per process."""
    return Encoder(path)


def make_examples(path: Path, pairs: Sequence[Pair], join: bool) -> list[Example]:
    """Return examples of some pairs: unchanged, with each planting, and joined to others.

    Args:
        path: the file of the encoder.
        pairs: the pairs.
        join: whether examples are joined to unchanged ones.
    """
    encoder = load_encoder(path)
    texts = [
        text
        for pair in pairs
        for text in (pair.zh, pair.en, *(_changed(pair, one) for one in range(len(pair.plantings))))
    ]
    cut = iter(encoder.cut(texts))
    examples = []
    for pair in pairs:
        zh, en = next(cut), next(cut)
        unlabelled = Sides(zh.ids, en.ids, [0] * len(zh.ids), [0] * len(en.ids), False)
        examples.append(unlabelled)
        for planting in pair.plantings:
            tokens = next(cut)
            both = (tokens, en) if planting.side == "zh" else (zh, tokens)
            labels = [[0] * len(one.ids) for one in both]
            longer = ("zh", "en").index(planting.longer)
            labels[longer] = label_tokens(both[longer], planting.absent, planting.unsure)
            examples.append(Sides(both[0].ids, both[1].ids, labels[0], labels[1], True))
    examples = [one for one in examples if _fits(one)]
    unchanged = [one for one in examples if not one.planted]
    if join and unchanged:
        chance = random.Random(len(examples))
        joined = [_join(one, unchanged, chance) for one in _draw(examples, JOINED, chance)]
        examples += [one for one in joined if _fits(one)]
    return [_mark(encoder, one) for one in examples]


def _changed(pair: Pair, number: int) -> str:
    """Return the changed text of a planting."""
    planting = pair.plantings[number]
    return planting.change(pair.zh, pair.en)[planting.side == "en"]


def _fits(sides: Sides) -> bool:
    return len(sides.zh) + len(sides.en) <= MOST_TOKENS


def _draw(examples: Sequence[Sides], share: float, chance: random.Random) -> list[Sides]:
    return chance.choices(examples, k=int(share * len(examples)))


def _join(one: Sides, unchanged: Sequence[Sides], chance: random.Random) -> Sides:
    """Return an example with one to three others before or after it."""
    parts = [one]
    for _ in range(chance.choice(JOINED_TO)):
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(unchanged))
    return Sides(
        [token for part in parts for token in part.zh],
        [token for part in parts for token in part.en],
        [label for part in parts for label in part.zh_labels],
        [label for part in parts for label in part.en_labels],
        one.planted,
    )


def _mark(encoder: Encoder, sides: Sides) -> Example:
    """Put the marks around the texts."""
    begin, end = encoder.marks.begin, encoder.marks.end
    return Example(
        np.array([begin, *sides.zh, end, end, *sides.en, end], np.int32),
        np.array(
            [_UNKNOWN, *sides.zh_labels, _UNKNOWN, _UNKNOWN, *sides.en_labels, _UNKNOWN], np.int8
        ),
        len(sides.zh) + 2,
        sides.planted,
    )


def read_examples(path: Path, plantings: Path) -> list[Example]:
    """Return the examples to learn from, in which pairs of some sources stand more often."""
    chance = random.Random(SEED)
    pairs = []
    for pair in read_pairs(plantings):
        whole, part = divmod(SHARES.get(pair.src, 1), 1)
        pairs += [pair] * (int(whole) + (chance.random() < part))
    chance.shuffle(pairs)
    chunks = [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]
    with ProcessPoolExecutor() as pool:
        made = pool.map(make_examples, [path] * len(chunks), chunks, [True] * len(chunks))
        return [example for examples in made for example in examples]


class Reader(nn.Module):
    """The network."""

    def __init__(self, encoder: Encoder, dropout: float) -> None:
        super().__init__()
        words = torch.tensor(encoder.table("emb.word"))
        self.register_buffer("words", words, persistent=False)
        self.positions = nn.Parameter(
            torch.tensor(encoder.table("emb.pos") + encoder.table("emb.type")[0])
        )
        self.sides = nn.Parameter(torch.zeros(2, DIM))
        self.norm = nn.LayerNorm(DIM, eps=1e-12)
        _set(self.norm, encoder, "emb.ln")
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            _make_layer(encoder, number, dropout) for number in range(encoder.layers)
        )
        self.head = nn.Linear(DIM, 1)

    def forward(self, ids: Tensor, absent: Tensor, sides: Tensor) -> Tensor:
        """Return the log-odds of all tokens, `(pairs, tokens)`.

        Args:
            ids: `(pairs, tokens)`, numbers of the tokens.
            absent: `(pairs, tokens)`, whether a token only fills up.
            sides: `(pairs, tokens)`, 0 for those of the first text, 1 for those of the second one.
        """
        words: Tensor = self.words[ids]  # type: ignore[index]
        state: Tensor = words + self.positions[: ids.shape[1]] + self.sides[sides]
        state = self.dropout(self.norm(state))
        for layer in self.layers:
            state = layer(state, src_key_padding_mask=absent)
        log_odds: Tensor = self.head(state)
        return log_odds.squeeze(-1)


def _make_layer(encoder: Encoder, number: int, dropout: float) -> nn.TransformerEncoderLayer:
    """Return a layer of the encoder."""
    layer = nn.TransformerEncoderLayer(
        DIM, HEADS, INNER, dropout, "gelu", layer_norm_eps=1e-12, batch_first=True
    )
    # only what a layer adds to its input is dropped
    layer.self_attn.dropout = layer.dropout.p = 0.0
    start = f"l{number}."
    attention = layer.self_attn
    matrices = [encoder.table(f"{start}{name}.w") for name in "qkv"]
    biases = [encoder.table(f"{start}{name}.b")[0] for name in "qkv"]
    attention.in_proj_weight.data = torch.tensor(np.concatenate(matrices))
    attention.in_proj_bias.data = torch.tensor(np.concatenate(biases))
    _set(attention.out_proj, encoder, start + "ao")
    _set(layer.norm1, encoder, start + "aln")
    _set(layer.linear1, encoder, start + "fi")
    _set(layer.linear2, encoder, start + "fo")
    _set(layer.norm2, encoder, start + "oln")
    return layer


def _set(part: nn.Linear | nn.LayerNorm, encoder: Encoder, name: str) -> None:
    """Give a part of the network the weights of the encoder."""
    for suffix, weights in ((".w", part.weight), (".b", part.bias)):
        width = weights.shape[-1]
        weights.data = torch.tensor(encoder.table(name + suffix, width)).reshape(weights.shape)


def make_batches(examples: Sequence[Example], order: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of examples of about one length, in random order."""
    for start in range(0, len(order), SORTED):
        batches: list[list[int]] = [[]]
        for number in sorted(order[start : start + SORTED], key=lambda one: len(examples[one].ids)):
            if len(examples[number].ids) * (len(batches[-1]) + 1) > BATCH_TOKENS:
                batches.append([])
            batches[-1].append(number)
        random.shuffle(batches)
        yield from batches


def fill(examples: Sequence[Example], device: str) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return what `Reader` takes, and the labels, each `(examples, tokens)`."""
    width = -(-max(len(one.ids) for one in examples) // 8) * 8
    ids = np.zeros((len(examples), width), np.int64)
    labels = np.full((len(examples), width), _UNKNOWN, np.int8)
    for row, one in enumerate(examples):
        ids[row, : len(one.ids)] = one.ids
        labels[row, : len(one.ids)] = one.labels
    at = np.arange(width)
    absent = at >= np.array([[len(one.ids)] for one in examples])
    sides = (at >= np.array([[one.second] for one in examples])).astype(np.int64)
    first, second, third, fourth = (
        torch.from_numpy(array).to(device) for array in (ids, absent, sides, labels)
    )
    return first, second, third, fourth


def draw_order(examples: Sequence[Example]) -> list[int]:
    """Return the numbers of examples to learn from, in random order."""
    planted = [number for number, one in enumerate(examples) if one.planted]
    unchanged = [number for number, one in enumerate(examples) if not one.planted]
    order = random.sample(planted, min(len(planted), MOST_PLANTED))
    order += random.choices(unchanged, k=int(UNCHANGED * len(order)))
    random.shuffle(order)
    return order


def train(
    reader: Reader, mean: Reader, examples: Sequence[Example], options: argparse.Namespace
) -> Iterator[float]:
    """Train the network; yield the loss of each step.

    Args:
        reader: the network.
        mean: a network that is given the running mean of the weights.
        examples: what it is trained with.
        options: `steps`, and `rate`, the highest rate of learning.
    """
    steps = options.steps
    device = next(reader.parameters()).device.type
    matrices = [one for one in reader.parameters() if one.dim() > 1]
    others = [one for one in reader.parameters() if one.dim() == 1]
    optimiser = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}],
        lr=options.rate,
        betas=BETAS,
    )
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: (
            min(1, (step + 1) / WARM_UP)
            * max(LEAST_RATE, (1 + math.cos(math.pi * step / steps)) / 2)
        ),
    )
    weight = torch.tensor(ABSENT_WEIGHT, device=device)
    batches = (
        batch for _ in count() for batch in make_batches(examples, draw_order(examples)) if batch
    )
    for step, batch in zip(range(steps), batches, strict=False):
        *given, labels = fill([examples[number] for number in batch], device)
        with torch.autocast(device, torch.bfloat16):
            log_odds = reader(*given)
        doubted = (labels == 0) & (log_odds.detach() > DOUBTED)
        known = (labels >= 0) & ~doubted
        loss = functional.binary_cross_entropy_with_logits(
            log_odds.float()[known], labels[known].float(), pos_weight=weight
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(reader.parameters(), LARGEST_SLOPE)
        optimiser.step()
        rates.step()
        kept = min(REMEMBERED, (1 + step) / (10 + step))
        with torch.no_grad():
            for of_mean, weights in zip(mean.parameters(), reader.parameters(), strict=True):
                of_mean.lerp_(weights, 1 - kept)
        yield loss.item()


@torch.no_grad()
def count_found(reader: Reader, examples: Sequence[Example], device: str) -> float:
    """Return the share of the plantings that are found with `ALARMS`."""
    scores: dict[bool, list[float]] = {True: [], False: []}
    reader.eval()
    for batch in make_batches(examples, range(len(examples))):
        some = [examples[number] for number in batch]
        for one, row in zip(some, reader(*fill(some, device)[:3]).cpu().numpy(), strict=True):
            texts = row[1 : one.second - 1], row[one.second + 1 : len(one.ids) - 1]
            means = [np.convolve(text, np.ones(RUN) / RUN, "valid") for text in texts]
            best = [mean.max() for mean, text in zip(means, texts, strict=True) if len(text) >= RUN]
            scores[one.planted].append(max(best, default=-math.inf))
    reader.train()
    return float(np.mean(np.array(scores[True]) > np.quantile(scores[False], 1 - ALARMS)))


def main() -> None:
    """Train the network, and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("encoder", type=Path)
    parser.add_argument("plantings", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--watch", type=Path, metavar="PLANTINGS")
    parser.add_argument("--from", dest="start", type=Path, metavar="CHECKPOINT")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--dropout", type=float, default=DROPOUT)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    examples = read_examples(options.encoder, options.plantings)
    if not any(one.planted for one in examples):
        raise SystemExit(f"{options.plantings} has no plantings: write them with plantings.py.")
    encoder = load_encoder(options.encoder)
    watched = (
        make_examples(options.encoder, read_pairs(options.watch), False) if options.watch else []
    )
    print(len(examples), "examples; with plantings:", sum(one.planted for one in examples))
    reader = Reader(encoder, options.dropout)
    if options.start:
        with np.load(options.start, allow_pickle=False) as start:
            reader.load_state_dict({name: torch.tensor(start[name]) for name in start.files})
    mean = deepcopy(reader).to(device)
    reader.to(device)
    losses: list[float] = []
    for step, loss in enumerate(train(reader, mean, examples, options), 1):
        losses.append(loss)
        if step % REPORT == 0 or step == options.steps:
            print("step", step, "loss", round(float(np.mean(losses)), 4), flush=True)
            losses.clear()
            if watched:
                print("found of the plantings:", round(count_found(mean, watched, device), 3))
    weights = {name: one.half().cpu().numpy() for name, one in mean.state_dict().items()}
    with options.checkpoint.open("wb") as file:
        np.savez(file, **weights)


if __name__ == "__main__":
    main()
