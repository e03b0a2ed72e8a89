"""On which day did each lead first meet a version, by what was known on that day?"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from revops.alignment.qualified.clocks import Known, clocks, dated
from revops.alignment.qualified.facts import Facts
from revops.alignment.qualified.states import states
from revops.workspace.qualified_lead import QualifiedLead

#: Ways of applying a version: by the criteria that can be told as of the day, by all criteria with
#: today's values for the rest, and without one of the former.
DATED, NAIVE, WITHOUT = "dated", "today", "without "
REPLAYED = {"version": pl.String, "rule": pl.String, "lead_id": pl.String, "met_on": pl.Date}


def replay(
    version: QualifiedLead, facts: Facts, *, since: date, until: date, as_of: date
) -> pl.DataFrame:
    """Give one row a rule and lead that met the version between two days: the first such day.

    Columns: version, rule, lead_id, met_on. The rule `dated` uses the criteria whose fields can
    be told as of the day (no row where there is none), `today` all criteria, with today's values
    where nothing else is known, and `without <criterion>` the dated ones but that.

    >>> from datetime import datetime
    >>> from revops.workspace.qualified_lead import Criterion
    >>> leads = pl.DataFrame({"lead_id": ["ana"], "created_at": [datetime(2026, 1, 5)]})
    >>> touches = pl.DataFrame({"lead_id": ["ana"] * 2, "anonymous_id": [None] * 2,
    ...     "occurred_at": [datetime(2026, 1, 5), datetime(2026, 1, 9)]},
    ...     schema_overrides={"anonymous_id": pl.String}).with_columns(kind=pl.lit("visit"))
    >>> version = QualifiedLead(version="a", criteria=[
    ...     Criterion(id="engaged", sql="touches_90d >= 2")])
    >>> told = replay(version, Facts(leads, touches), since=date(2026, 1, 1),
    ...     until=date(2026, 6, 30), as_of=date(2026, 6, 30))
    >>> told.filter(rule="dated").select("lead_id", "met_on").rows()
    [('ana', datetime.date(2026, 1, 9))]
    """
    known = clocks(version, facts, since=since)
    found = states(version, facts, known, since=since, until=until, as_of=as_of)
    truths = found.select("lead_id", "day", *_truths(version))
    met = [_first(truths, version, rule, names) for rule, names in rules(version, known).items()]
    return pl.concat([pl.DataFrame(schema=REPLAYED), *met])


def rules(version: QualifiedLead, known: Mapping[str, Known]) -> dict[str, list[str]]:
    """Give the criteria of each way of applying a version."""
    told = dated(version, known)
    found = {NAIVE: [each.id for each in version.conditions]}
    if not told:
        return found
    less = {f"{WITHOUT}{name}": [each for each in told if each != name] for name in told}
    return {DATED: told, **found, **less}


def _truths(version: QualifiedLead) -> list[pl.Expr]:
    """Give a column a criterion; what cannot be said is not met."""
    return [
        pl.sql_expr(each.sql).cast(pl.Boolean).fill_null(False).alias(each.id)
        for each in version.conditions
    ]


def _first(
    truths: pl.DataFrame, version: QualifiedLead, rule: str, names: list[str]
) -> pl.DataFrame:
    """Give the first day on which all of some criteria held."""
    met = truths.lazy().filter(*(pl.col(name) for name in names))
    first = met.group_by("lead_id").agg(pl.col("day").min().alias("met_on")).sort("lead_id")
    told = (pl.lit(version.version).alias("version"), pl.lit(rule).alias("rule"))
    return first.select(*told, "lead_id", "met_on").collect()
