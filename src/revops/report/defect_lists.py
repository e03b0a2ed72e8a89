"""Priced failures as a list that a reader acts on: how much, what, where, what moves, whose."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from revops.metrics import METRICS
from revops.report.place_words import place_words
from revops.text import N_, Text

#: As many moves as a cell tells of one failure, the largest first.
MOST_MOVES = 3
#: Columns that the downloads hold, and the page does not show.
ASIDE = (
    "check_id", "table", "n_failed", "n_deals", "n_deals_without_value", "open_value", "won_value",
    "spend_value", "freed_value", "examples",
)  # fmt: skip
_MONEY: Mapping[str, str] = {
    "open_value": N_("{money} open"),
    "won_value": N_("{money} won"),
    "spend_value": N_("{money} spent"),
}


def _size(move: Mapping[str, Any]) -> float:
    """Give how far a number moves, as a share of itself."""
    before, after = float(move["with"]), float(move["without"])
    return abs(after - before) / max(abs(before), abs(after))


def _move(move: Mapping[str, Any], text: Text, currency: str) -> str:
    """Write one move; where both ends would be written alike, nothing."""
    unit = METRICS[move["metric"]].unit
    before, after = (text.quantity(move[end], unit, currency) for end in ("with", "without"))
    name = text.label(move["metric"])
    said = text(N_("{metric}: {before} → {after}"), metric=name, before=before, after=after)
    return said if before != after else ""


def moved(moves: Sequence[Mapping[str, Any]] | None, text: Text, currency: str) -> str | None:
    """Write the largest moves of one failure: with its rows, and without them.

    >>> from revops.text import load
    >>> moved([{"metric": "n_leads", "with": 412.0, "without": 398.0}], load("en"), "USD")
    'Number of leads: 412 → 398'
    """
    differ = [move for move in moves or () if move["with"] != move["without"]]
    told = (_move(move, text, currency) for move in sorted(differ, key=_size, reverse=True))
    return "; ".join([said for said in told if said][:MOST_MOVES]) or None


def _rests(row: Mapping[str, Any], text: Text, currency: str) -> str | None:
    """Write the money that rests on one failure's records."""
    known = {name: said for name, said in _MONEY.items() if row[name]}
    told = [text(said, money=text.money(row[name], currency, 0)) for name, said in known.items()]
    return "; ".join(told) or None


def _where(row: Mapping[str, Any], text: Text) -> str:
    """Say in which table, how many records, and name one."""
    example = next(iter(row["examples"] or ()), "")
    table, n = text.label(row["table"]), row["n_failed"]
    example = place_words(example, text) if example else ""
    if not example:
        return text.plural("{table}: {n} record", "{table}: {n} records", n=n, table=table)
    return text.plural(
        "{table}: {n} record, {example}",
        "{table}: {n} records, such as {example}",
        n=n,
        table=table,
        example=example,
    )


def by_money(problems: pl.DataFrame, text: Text, currency: str) -> pl.DataFrame:
    """One row a problem whose records are known, the most money first."""
    known = problems.filter(pl.col("moves").is_not_null())
    rows = known.to_dicts()
    told: dict[str, list[str | None]] = {
        "rests": [_rests(row, text, currency) for row in rows],
        "should_hold": [text(row["description"]) for row in rows],
        "where": [_where(row, text) for row in rows],
        "moves": [moved(row["moves"], text, currency) for row in rows],
    }
    words = [pl.Series(name, cells, pl.String) for name, cells in told.items()]
    shown = ("rank", "rests", "should_hold", "where", "moves", "owner", "severity")
    return known.with_row_index("rank", offset=1).with_columns(words).select(*shown, *ASIDE)


def whole_tables(problems: pl.DataFrame) -> pl.DataFrame:
    """List the problems whose failing rows are not known: nothing of them can be priced."""
    return problems.filter(pl.col("moves").is_null())
