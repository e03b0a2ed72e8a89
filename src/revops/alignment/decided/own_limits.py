"""Where would the weeks since a decision lie, had nothing changed?

The metric says so itself. The w latest weeks since the decision (eight, or as many as there are)
are held against the w weeks just before it: d = seen - usual. The same difference is taken at every
earlier week, as if something had been decided then, with as many weeks left out between the two
sides: these n placebos d_j hold whatever moves the metric without this decision: chance, seasons,
growth, weeks that overlap. From them comes the limit

    usual -+ t * e,  e^2 = mean(d_j^2),  t the 97.5 % quantile of Student's t with n / 8 degrees,

since neighbouring placebos share weeks, and eight of them tell about as much as one. About zero,
not about their mean: growth that goes on as before is no move. The e of a share is no less than
that of chance alone, p * (1 - p) * (1/N + 1/M), with N and M cases. Fewer than 16 placebos say
nothing. How often this errs is in docs/decisions.md.

Source: the placebo test in time, Abadie, Diamond and Hainmueller 2015, American Journal of
Political Science 59(2); Heckert and Filliben, NIST handbook of statistical methods, 6.3.2, for
limits from a process's own past.
"""

import polars as pl

WEEKS, FEWEST = 8, 16
#: How many neighbouring placebos tell as much as one.
_ALIKE = 8
_ID = "decision_id"


def own_limits(weeks: pl.DataFrame) -> pl.DataFrame:
    """One row a decision: usual, usual_low, usual_high, seen, moved_by, weeks_before, weeks_since.

    Takes decision_id, day, is_before, way, value and n, as `own_weeks` gives them: every week of
    the time before, those without a value too. `n_placebos` says at how many earlier weeks the same
    was computed. The limits are null where those are too few, or differ from each other by nothing.

    >>> from datetime import date, timedelta
    >>> days = [date(2025, 1, 7) + timedelta(weeks=each) for each in range(52)]
    >>> weeks = pl.DataFrame({"decision_id": "D1", "way": "sum", "day": days,
    ...     "value": [10.0, 13.0, 10.0] * 14 + [10.0] * 2 + [20.0] * 8,
    ...     "n": pl.Series([None] * 52, dtype=pl.Float64), "is_before": [True] * 44 + [False] * 8})
    >>> own_limits(weeks).select("usual", pl.col("usual_high").round(2), "seen").row(0)
    (10.75, 11.65, 20.0)
    """
    rows = _parts(weeks)
    sides = _sides(rows)
    placebos = _placebos(rows.filter("is_before"), sides)
    found = sides.join(placebos, on=_ID, how="left", maintain_order="left")
    reach = _times(found) * pl.col("error")
    known = (pl.col("n_placebos") >= FEWEST) & (pl.col("error") > 0)
    limited = found.with_columns(reach=pl.when(known).then(reach))
    return limited.select(
        _ID,
        "usual",
        "seen",
        "weeks_before",
        "weeks_since",
        pl.col("n_placebos").fill_null(0),
        usual_low=pl.col("usual") - pl.col("reach"),
        usual_high=pl.col("usual") + pl.col("reach"),
        moved_by=pl.col("seen") - pl.col("usual"),
    )


def _parts(weeks: pl.DataFrame) -> pl.DataFrame:
    """Add what a mean over weeks is made of: a share weighs its weeks by their cases."""
    is_known, is_share = pl.col("value").is_not_null(), pl.col("way") == "share"
    n = pl.when(is_share).then("n").otherwise(1.0)
    return weeks.sort(_ID, "day").with_columns(
        top=pl.when(is_known).then(pl.col("value") * n).otherwise(0.0),
        below=pl.when(is_known).then(n).otherwise(0.0),
        is_known=is_known.cast(pl.Int64),
    )


def _sides(rows: pl.DataFrame) -> pl.DataFrame:
    """Compare the weeks since a decision with as many just before it."""
    before, since = pl.col("is_before"), ~pl.col("is_before")
    w = pl.min_horizontal(since.sum(), WEEKS)
    late = {name: pl.col(name).filter(since).tail(w) for name in ("top", "below", "day")}
    early = {name: pl.col(name).filter(before).tail(w) for name in ("top", "below", "day")}
    away = (late["day"].min() - early["day"].max()).dt.total_days() // 7
    return rows.group_by(_ID, maintain_order=True).agg(
        usual=early["top"].sum() / early["below"].sum(),
        seen=late["top"].sum() / late["below"].sum(),
        cases=1 / early["below"].sum() + 1 / late["below"].sum(),
        share=pl.col("top").filter(before).sum() / pl.col("below").filter(before).sum(),
        is_share=(pl.col("way") == "share").first(),
        weeks_before=pl.col("is_known").filter(before).sum(),
        weeks_since=pl.col("is_known").filter(since).sum(),
        w=w.cast(pl.Int64),
        step=w.cast(pl.Int64) + away - 1,
    )


def _placebos(before: pl.DataFrame, sides: pl.DataFrame) -> pl.DataFrame:
    """Take the same difference at every earlier week; give their number, and the error of one."""
    means = _means(before, sides)
    later = means.select(_ID, pl.col("k") - pl.col("step"), after="mean")
    moves = means.join(later, on=[_ID, "k"], how="inner", maintain_order="left")
    own = moves.with_columns(d=pl.col("after") - pl.col("mean")).drop_nulls("d")
    told = own.group_by(_ID, maintain_order=True).agg(
        n_placebos=pl.len().cast(pl.Int64), error=(pl.col("d") ** 2).mean().sqrt()
    )
    chance = (pl.col("share") * (1 - pl.col("share")) * pl.col("cases")).sqrt()
    least = pl.when("is_share").then(chance).otherwise(0.0)
    both = told.join(sides.select(_ID, "share", "cases", "is_share"), on=_ID, maintain_order="left")
    return both.select(_ID, "n_placebos", error=pl.max_horizontal("error", least))


def _means(before: pl.DataFrame, sides: pl.DataFrame) -> pl.DataFrame:
    """Give the mean of each w weeks, by the number k of their last; null where most are unknown."""
    sums = ("top", "below", "is_known")
    so_far = before.with_columns(pl.col(sums).cum_sum().over(_ID)).with_columns(
        k=pl.int_range(pl.len()).over(_ID)
    )
    told = so_far.join(sides.select(_ID, "w", "step"), on=_ID, maintain_order="left").with_columns(
        start=pl.col("k") - pl.col("w")
    )
    ends = so_far.select(
        _ID, pl.col("k").alias("start"), *(pl.col(c).name.suffix("_0") for c in sums)
    )
    whole = told.filter(pl.col("start") >= -1).join(
        ends, on=[_ID, "start"], how="left", maintain_order="left"
    )
    own = {name: pl.col(name) - pl.col(f"{name}_0").fill_null(0) for name in sums}
    is_told = (own["is_known"] * 2 >= pl.col("w")) & (own["below"] > 0)
    return whole.select(_ID, "k", "step", mean=pl.when(is_told).then(own["top"] / own["below"]))


def _times(found: pl.DataFrame) -> pl.Series:
    """Give how many errors the limit lies away: the quantile of Student's t."""
    from scipy.special import stdtrit  # only where it is needed

    degrees = (found.get_column("n_placebos").fill_null(0) / _ALIKE).clip(1).to_numpy()
    return pl.Series("times", stdtrit(degrees, 0.975))
