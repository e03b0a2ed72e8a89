"""Every code that a reader may see has a name, and each name one home."""

from collections import Counter

import polars as pl
import pytest

from revops.attribution import MODELS
from revops.checks.results import RESULTS
from revops.identity import RULES
from revops.identity.decisions import AGREED
from revops.identity.merge import IN_CRM
from revops.identity.reasons import REASONS_ALONE, WHYS
from revops.metrics import METRICS
from revops.sources.building import rejected
from revops.sources.casting.cast import REASONS
from revops.tables import PROVENANCE, TABLES
from revops.text import extract
from revops.text.labels import HOMES, LABELS


def agreed(file: str, column: str) -> set[str]:
    """The codes in one column of the agreement files of this repository."""
    root = extract.project_root()
    paths = [*root.glob(f"agreement/{file}"), *root.glob(f"examples/*/agreement/{file}")]
    read = [pl.read_csv(path, comment_prefix="#") for path in paths]
    return {code for frame in read for code in frame[column].cast(pl.String).drop_nulls()}


def test_each_code_has_one_home():
    counted = Counter(code for home in HOMES for code in home)
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    "codes",
    [
        {name for table in TABLES.values() for name in table.columns} | set(PROVENANCE),
        set(TABLES),
        set(METRICS),
        set(MODELS),
        set(RESULTS) - {"type"},
        set(REASONS) | set(rejected.LOST_ROWS),
        agreed("channels.csv", "channel"),
        agreed("stages.csv", "stage"),
        {rule for each in RULES.values() for rule in each.rules} | {IN_CRM, AGREED},
        set(REASONS_ALONE) | set(WHYS),
    ],
    ids=[
        "columns",
        "tables",
        "metrics",
        "models",
        "checks",
        "reasons",
        "channels",
        "stages",
        "rules",
        "left alone and why alike",
    ],
)
def test_nothing_that_is_shown_lacks_a_name(codes):
    assert sorted(codes - set(LABELS)) == []
