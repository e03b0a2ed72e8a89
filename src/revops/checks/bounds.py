"""Bounds that earlier loads set: how many rows a table should have, and which share of direct.

A count is judged on the scale of ratios (a table doubles or halves), a share as it is:

    centre = median of the earlier loads
    width  = max(3.5 * MAD / 0.6745, least, noise)
    band   = centre - width .. centre + width

MAD is the median of the distances from the median. A distance of more than 3.5 of such units is
the usual sign of an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993); one
bad load among the earlier ones moves neither. A table that grows evenly stays inside, since its
growth widens the band. `least` lets a table differ by a tenth and a share by five points. `noise`
is three standard deviations of a count, `sqrt(rows)`, or of a share, `sqrt(p (1 - p) / rows)`,
so that a handful of rows raises no alarm.

A count below half of the centre and outside of the band is no fluctuation: the export was cut.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt
from pathlib import Path
from statistics import median

from revops import store
from revops.checks.loads import earlier
from revops.checks.measures import Measured, keep, measured, recall

#: With fewer earlier loads, what they set is told and judges nothing.
ENOUGH = 4
_FAR, _UNIT = 3.5, 0.6745
_LEAST_RATIO, _LEAST_SHARE = log(1.1), 0.05
Given = Mapping[str, float | str]


@dataclass(frozen=True)
class Bounds:
    """What suites are given from outside, by table and name, and from how many earlier loads.

    `n_loads` has the tables that earlier loads held; `agreed` is what people wrote down, and
    holds from the first load on.
    """

    from_loads: Mapping[str, Given] = field(default_factory=dict)
    n_loads: Mapping[str, int] = field(default_factory=dict)
    agreed: Mapping[str, Given] = field(default_factory=dict)

    def of(self, table: str) -> Given:
        """Give the parameters of one table's suite."""
        return {**self.agreed.get(table, {}), **self.from_loads.get(table, {})}


def _width(values: Sequence[float], least: float) -> tuple[float, float]:
    """Give the centre of some values and how far from it is far."""
    centre = median(values)
    spread = median(abs(value - centre) for value in values)
    return centre, max(_FAR * spread / _UNIT, least)


def of_counts(rows: Sequence[float]) -> dict[str, float]:
    """Give the band of a count of rows, and the floor below which an export was cut.

    >>> of_counts([1000, 1000, 1000, 1000])
    {'rows_low': 909, 'rows_high': 1100, 'rows_floor': 500}
    """
    known = [row for row in rows if row > 0]
    if not known:
        return {}
    noise = log(1 + 3 / sqrt(median(known)))
    centre, width = _width([log(row) for row in known], max(_LEAST_RATIO, noise))
    low, high = exp(centre - width), exp(centre + width)
    # a whole number that is equal but for rounding is inside
    return {
        "rows_low": int(low + 1e-6),
        "rows_high": int(high + 1 - 1e-6),
        "rows_floor": int(min(low, exp(centre) / 2) + 1e-6),
    }


def of_shares(shares: Sequence[float], rows: float) -> float:
    """Give the highest share that is usual.

    >>> of_shares([0.1, 0.1, 0.12, 0.1], rows=10_000)
    0.15
    """
    usual = median(shares)
    noise = 3 * sqrt(usual * (1 - usual) / max(rows, 1))
    centre, width = _width(shares, max(_LEAST_SHARE, noise))
    return round(min(centre + width, 1.0), 9)


def _of_table(table: str, own: Measured, loads: Sequence[Measured]) -> dict[str, float]:
    """Give the parameters that earlier loads set for one table."""
    past = [load.tables[table] for load in loads]
    rows = own.tables[table]["rows"]
    given = of_counts([each["rows"] for each in past])
    for name in (name for name in own.tables[table] if name != "rows"):
        shares = [each[name] for each in past if name in each]
        if shares:
            given[f"{name}_high"] = of_shares(shares, rows)
    return given


def bounds(
    state: Path, snapshot: store.Snapshot, agreed: Mapping[str, Given] | None = None
) -> Bounds:
    """Measure a load, keep that, and give the bounds that the loads before it set."""
    own = recall(state, snapshot.name)
    if own is None:
        own = measured(snapshot)
        keep(state, snapshot.name, own)
    loads = [*earlier(state, snapshot.name, own).values()]
    by_table = {name: [one for one in loads if name in one.tables] for name in own.tables}
    past = {name: some for name, some in by_table.items() if some}
    return Bounds(
        from_loads={name: _of_table(name, own, some) for name, some in past.items()},
        n_loads={name: len(some) for name, some in past.items()},
        agreed=agreed or {},
    )
