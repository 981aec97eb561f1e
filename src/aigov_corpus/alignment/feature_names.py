"""The names of all features, in the order of their values; see docs/alignment-method.md."""

from __future__ import annotations

from aigov_corpus.alignment.coverage import COVERAGE_FEATURES

SHAPE_FEATURES = (
    "bead",
    "extra",
    "shape_1_1",
    "shape_1_2",
    "shape_2_1",
    "shape_1_3",
    "shape_3_1",
    "many_to_many",
)
"""Features that depend only on how many sentences a bead has on each side."""

COSINE_FEATURES = (
    "cosine",
    "cosine_extra",
    "neighbours",
    "better_longer",
    "better_longer_sum",
    "better_shorter",
    "worse_shorter",
    "weakest_src",
    "weakest_tgt",
)
"""Features computed from the cosines between vectors of runs."""

LENGTH_FEATURES = ("length_sq", "length_abs", "length_merged")
"""Features computed from the numbers of characters on both sides."""

NUMBER_FEATURES = ("numbers_src", "numbers_tgt")
"""Features computed from the numbers that occur in the sentences, such as `2024`."""

MARK_FEATURES = ("asks", "exclaims", "opens", "closes")
"""Features computed from question marks, exclamation marks and quotation marks."""

BEAD_FEATURES = (
    *SHAPE_FEATURES,
    *COSINE_FEATURES,
    *LENGTH_FEATURES,
    *(f"{name}_src" for name in COVERAGE_FEATURES),
    *(f"{name}_tgt" for name in COVERAGE_FEATURES),
    *NUMBER_FEATURES,
    *MARK_FEATURES,
)
"""All features of a bead that has sentences on both sides."""

NULL_FEATURES = (
    "null",
    "null_length",
    "null_cosine_wide",
    "null_cosine",
    "null_clauses",
    "null_clause_min",
    "null_clauses_farther",
    "null_words",
    "null_glosses",
)
"""All features of a null bead."""

CONTINUED = "null_continued"
"""Name of a bonus in the weights file. A null bead gets it if the bead just before it is a null
bead of the same side."""

RATE = "null_rate"
"""Name of the weight that adapts the score of null beads to how much of a text is left untranslated
(see `Model.rate`)."""

LEVEL = "null_level"
"""Name of the weight that adapts the score of null beads to how freely a text is translated (see
`Model.level`)."""
