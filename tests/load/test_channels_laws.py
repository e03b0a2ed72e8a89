"""Channels that are looked up pair by pair are those that the rules give row by row."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.load.channels import UNMAPPED, channel_of, touches

TAGS = st.sampled_from([None, "", "google", "Google ", "cpc", "cpc-brand", "mail"])
ROWS = st.lists(
    st.tuples(TAGS, TAGS, st.sampled_from([None, "own"]), st.sampled_from([None, "k1", "k2"])),
    max_size=12,
)
PATTERNS = st.sampled_from([None, "google", "cpc*", "*"])
RULES = st.lists(st.tuples(PATTERNS, PATTERNS, st.sampled_from(["a", "b", "c"])), max_size=4)
NAMES = ("utm_source", "utm_medium", "channel", "campaign_id")
CAMPAIGNS = pl.DataFrame({"campaign_id": ["k1", "k1", "k2"], "channel": ["x", "y", None]})

Row = tuple[str | None, ...]


def _tables(rows: list[Row], rules: list[Row]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put rows and rules in tables."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.String), orient="row")
    schema = dict.fromkeys(("source", "medium", "channel"), pl.String)
    ruled = pl.DataFrame(rules, schema=schema, orient="row")
    return frame, ruled.with_columns(kind=pl.lit("touchpoint"))


def _row_by_row(rows: list[Row], rules: pl.DataFrame, through: dict[str, str]) -> list[str]:
    """Give the channel of each touch by itself."""
    found = []
    for source, medium, own, campaign in rows:
        one = pl.DataFrame({"s": [source], "m": [medium]}, schema={"s": pl.String, "m": pl.String})
        rule = channel_of(rules, "touchpoint", pl.col("s"), pl.col("m")).alias("rule")
        by_rule = one.with_columns(rule)["rule"].item()
        is_tagged = source is not None or medium is not None
        by_tags = by_rule if is_tagged else None
        found.append(own or by_tags or through.get(campaign or "") or by_rule or UNMAPPED)
    return found


@given(ROWS, RULES)
def test_channels_are_those_of_the_rules(rows: list[Row], rules: list[Row]) -> None:
    frame, ruled = _tables(rows, rules)
    for campaigns, through in ((None, {}), (CAMPAIGNS, {"k1": "x"})):
        found = touches(frame.lazy(), ruled, campaigns).collect()
        assert found["channel"].to_list() == _row_by_row(rows, ruled, through)
        assert found.drop("channel").equals(frame.drop("channel"))


def test_pairs_of_tags_that_share_a_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[Row] = [("google", "cpc", None, None), ("mail", "x", None, None)] * 50
    frame, rules = _tables(rows, [("google", "*", "paid"), ("mail", "*", "email")])
    monkeypatch.setattr(pl, "sum_horizontal", lambda *_: 0 * pl.col("utm_source").hash())
    found = touches(frame.lazy(), rules, None).collect()
    assert found["channel"].to_list() == ["paid", "email"] * 50
