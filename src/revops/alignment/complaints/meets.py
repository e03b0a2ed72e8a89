"""Did each lead meet the definition that was in force on the day it was handed over?"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from revops.metrics.metric import NotComputable
from revops.text import N_
from revops.workspace.qualified_lead import QualifiedLead

#: What a lead of marketing was judged by.
DEFINITION, MILESTONE = "definition", "milestone"
#: How a replay says that every criterion used was known on the day.
DATED = "dated"


def with_definition(
    handed: pl.DataFrame,
    replays: pl.DataFrame | None,
    qualified_lead: Sequence[QualifiedLead] = (),
) -> pl.DataFrame:
    """Add judged_by, version, qualified_by and meets_definition.

    A lead handed over while a signed version was in force is judged by that version (`definition`):
    had it met it by that day, from the version's first day on? One handed over on any other day,
    or where no replay can be made, is judged by the CRM's `milestone` alone: the rest is null.
    qualified_by: `dated`, or `today` where a criterion could only be read off today's values.

    >>> hand = {"name": "Elisa", "on": date(2025, 12, 15)}
    >>> version = QualifiedLead.model_validate({"version": "v1", "criteria": [
    ...     {"id": "a", "sql": "touches_90d >= 1"}], "in_force_from": date(2026, 1, 1),
    ...     "signed": {"marketing": hand, "sales": hand}})
    >>> handed = pl.DataFrame({"lead_id": ["ana", "bruno"], "handed_on": [date(2026, 6, 3)] * 2})
    >>> replays = pl.DataFrame({"version": ["v1"], "rule": ["dated"], "lead_id": ["ana"],
    ...     "met_on": [date(2026, 6, 1)]})
    >>> with_definition(handed, replays, [version])["meets_definition"].to_list()
    [True, False]
    """
    told = handed.with_columns(_in_force(qualified_lead if replays is not None else ()))
    met = told.join(
        _first_days(replays), on=["lead_id", "version"], how="left", maintain_order="left"
    )
    is_judged = pl.col("version").is_not_null()
    by_then = (pl.col("met_on") <= pl.col("handed_on")).fill_null(False)
    return met.with_columns(
        pl.when(is_judged).then(pl.lit(DEFINITION)).otherwise(pl.lit(MILESTONE)).alias("judged_by"),
        pl.when(is_judged).then(by_then).alias("meets_definition"),
        pl.when(by_then).then("qualified_by").alias("qualified_by"),
    ).drop("met_on")


def _in_force(versions: Sequence[QualifiedLead]) -> pl.Expr:
    """Name the signed version that was in force on the day of the handover; null where none was."""
    day = pl.col("handed_on")
    named = [
        pl.when(day.is_between(each.in_force_from or date.max, each.in_force_to or date.max)).then(
            pl.lit(each.version)
        )
        for each in versions
        if not each.is_draft
    ]
    return pl.coalesce(*named, pl.lit(None, pl.String)).alias("version")


def _first_days(replays: pl.DataFrame | None) -> pl.DataFrame:
    """Give the first day on which each lead met each version, and by which kind of criteria."""
    words = dict.fromkeys(("lead_id", "version", "qualified_by"), pl.String())
    if replays is None:
        return pl.DataFrame(schema={**words, "met_on": pl.Date()})
    best = pl.when((pl.col("rule") == DATED).any().over("version")).then(pl.lit(DATED))
    return (
        replays.filter(pl.col("rule") == best.otherwise(pl.lit("today")))
        .rename({"rule": "qualified_by"})
        .group_by("lead_id", "version", "qualified_by")
        .agg(pl.col("met_on").min())
    )


def meets_or_unknown() -> pl.Expr:
    """Say whether a lead met the definition; one that no definition judges is let in."""
    return pl.col("meets_definition").fill_null(pl.col("judged_by") == MILESTONE)


def require_evidence(touchpoints: object | None, replays: object | None) -> None:
    """Raise where nothing says what marketing did before a handover."""
    if touchpoints is None and replays is None:
        why = N_(
            "no export gives the table '{table}', and no definition of a qualified lead is signed"
        )
        raise NotComputable(why, table="touchpoints")
