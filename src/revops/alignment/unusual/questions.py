"""What is unusual this week against normal variation, and so worth asking together?"""

from datetime import date

import polars as pl

from revops.alignment.unusual.asked import MOST, PER_WEEK, asked
from revops.alignment.unusual.limits import normal_range
from revops.alignment.unusual.rules import Signal
from revops.alignment.unusual.watched import watched
from revops.workspace.agreement import Sla

SHAPE = {
    "measure": pl.String,
    "about": pl.String,
    "went": pl.String,
    "rule": pl.String,
    "weeks": pl.Int64,
    "value": pl.Float64,
    "out_of": pl.Int64,
    "normal_low": pl.Float64,
    "normal_high": pl.Float64,
    "past_weeks": pl.Int64,
    "p": pl.Float64,
}


def questions(
    leads: pl.DataFrame,
    opportunities: pl.DataFrame,
    sla: Sla,
    activities: pl.DataFrame | None = None,
    feedback: pl.DataFrame | None = None,
    visits: pl.DataFrame | None = None,
    *,
    as_of: date,
    per_week: float = PER_WEEK,
    most: int = MOST,
) -> pl.DataFrame:
    """What is unusual this week against normal variation, and so worth asking together?

    The week is the seven days up to and with the as-of day. A measure is unusual where its week
    lies outside exact limits (counts: Poisson; shares: binomial, both given the totals) or XmR
    limits (money), drawn from the 26 weeks before, or where eight weeks in a row lie on one side
    of the 26 before them and their total lies outside its limits. Limits are drawn so wide that
    all measures together make at most `per_week` false questions a week; see `asked`.

    One row a question, the most surprising first, at most `most`; none if nothing is unusual.
    Columns: measure, about (a source or topic), went (up or down), rule (limits or run), weeks
    (1, or 8 for a run), value (their total), out_of (of a share), normal_low and normal_high (of
    such a total; for a run of money, of one week), past_weeks (taken for normal), p (two-sided).

    >>> from datetime import timedelta
    >>> day = date(2026, 6, 30)
    >>> steady = [day - timedelta(days=n) for n in range(190)]
    >>> people = pl.DataFrame({"created_at": steady + [day] * 30, "original_source": "web"})
    >>> deals = pl.DataFrame(schema={"created_at": pl.Date, "closed_at": pl.Date,
    ...     "status": pl.String, "amount_base": pl.Float64})
    >>> found = questions(people, deals, Sla(), as_of=day)
    >>> found.select("measure", "about", "went", "value", "normal_low", "normal_high").rows()[0]
    ('n_leads', '', 'up', 37.0, 3.0, 12.0)
    >>> questions(people.head(190), deals, Sla(), as_of=day).height
    0
    """
    every = watched(leads, opportunities, sla, activities, feedback, visits, as_of=as_of)
    rows = [_row(one, level) for one, level in asked(every, per_week=per_week)[:most]]
    return pl.DataFrame(rows, schema=SHAPE, orient="row")


def _row(signal: Signal, level: float) -> tuple[object, ...]:
    """Give the figures behind one question."""
    series = signal.series
    low, high = normal_range(signal, level)
    out_of = round(signal.n) if series.law == "share" else None
    went = "up" if signal.is_up else "down"
    told = (series.measure, series.about, went, signal.rule, signal.weeks, signal.x, out_of)
    return (*told, low, high, signal.past.x.size, signal.p)
