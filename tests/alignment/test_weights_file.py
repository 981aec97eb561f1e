"""Files of learned weights."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_equal

import aigov_corpus
from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    CONTINUED,
    LEVEL,
    NULL_FEATURES,
    RATE,
)
from aigov_corpus.alignment.model import bundled_model
from aigov_corpus.alignment.weights_file import read_model, write_model
from aigov_corpus.errors import ConfigError

VALUES = {
    name: number / 4
    for number, name in enumerate((*BEAD_FEATURES, *NULL_FEATURES, RATE, LEVEL, CONTINUED))
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of weights, with a name of their own."""
    path = tmp_path / "mine.toml"
    write_model(path, VALUES, name="learned", fitted_on="two texts", note="A note.")
    return path


def test_weights_are_read_as_they_were_written(path: Path) -> None:
    """Each weight goes to its feature; the name is that in the file."""
    model = read_model(path)
    assert model.name == "learned"
    assert model.beads.tolist() == [VALUES[name] for name in BEAD_FEATURES]
    assert model.nulls.tolist() == [VALUES[name] for name in NULL_FEATURES]
    assert model.beads.dtype == np.float32
    of_nulls = model.continued, model.rate, model.level
    assert of_nulls == (VALUES[CONTINUED], VALUES[RATE], VALUES[LEVEL])


def test_weights_without_a_name_have_that_of_the_file(path: Path) -> None:
    """The name stands in every signature, so it is never empty."""
    path.write_text(path.read_text().replace('name = "learned"', ""))
    assert read_model(path).name == "mine"


@pytest.mark.parametrize("name", ["zh-en", "any"])
def test_bundled_weights_are_complete(name: str) -> None:
    """The package carries weights for Chinese and English, and for other languages."""
    model = bundled_model(name)
    checked = read_model(Path(aigov_corpus.__file__).parent / f"data/weights/{name}.toml")
    assert model.name == checked.name == name
    assert_equal(astuple(model), astuple(checked))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("cosine = ", "cosinus = ", "weights.cosinus: it is not a known key"),
        ("\ncosine = ", "\n# ", "weights.cosine: it is missing"),
        ("bead = 0.0000", 'bead = "much"', "weights.bead: it is 'much', not a number"),
        ("bead = 0.0000", "bead = nan", "weights.bead: it is nan, not a finite number"),
        ("[weights]", "[weights", "it is not valid TOML"),
    ],
)
def test_a_wrong_file_is_one_sentence(path: Path, old: str, new: str, reason: str) -> None:
    """It names the file, the key, what is wrong, and how to get a right one."""
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(ConfigError) as caught:
        read_model(path)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(f"{path}")
    assert str(caught.value).endswith("fit the weights again with  aigov-corpus evaluate --fit")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    """It names the file and how to get one."""
    with pytest.raises(ConfigError, match=r"none\.toml: it cannot be read .*; fit the weights"):
        read_model(tmp_path / "none.toml")
