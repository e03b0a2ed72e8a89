"""How far could each guarded metric move: with the failing rows against without them?

Rows that fail a warning are counted: the number as it is, against the number without them. Rows
that fail a critical check are set aside: the number with them, against the number as it is. What
computes a number is given from outside, since checks know no metrics and metrics know no checks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

MOVE = pl.Struct({"metric": pl.String(), "with": pl.Float64(), "without": pl.Float64()})
MOVES = pl.List(MOVE)

#: Gives the whole company's numbers when rows at these places of a table are left out; a number
#: that does not depend on the table, or that cannot be computed, is not among them.
Company = Callable[[str, pl.Series, Sequence[str]], Mapping[str, float | None]]
Move = dict[str, str | float | None]


def places(rows: Iterable[int] | pl.Series = ()) -> pl.Series:
    """Give places in a table: each once, in order.

    >>> places([7, 2, 7]).to_list()
    [2, 7]
    """
    return pl.Series("place", rows, dtype=pl.UInt32).unique().sort()


@dataclass
class Mover:
    """Computes moves; the same numbers without the same rows are computed once."""

    company: Company
    set_aside: Mapping[str, pl.Series]
    _known: dict[tuple[str, bytes], dict[str, float | None]] = field(default_factory=dict)

    def _numbers(
        self, table: str, left_out: pl.Series, metrics: Sequence[str]
    ) -> Mapping[str, float | None]:
        """Compute metrics without some rows, or give what was computed before."""
        known = self._known.setdefault((table, left_out.to_numpy().tobytes()), {})
        asked = [name for name in metrics if name not in known]
        if asked:
            found = self.company(table, left_out, asked)
            known |= {name: found.get(name) for name in asked}
        return known

    def moves(
        self, table: str, rows: pl.Series, metrics: Sequence[str], *, critical: bool
    ) -> list[Move]:
        """Give each metric's value with and without the failing rows.

        >>> def company(table, left_out, metrics):
        ...     return {"n_leads": 412.0 - left_out.len()}
        >>> Mover(company, {}).moves("leads", places([3, 9]), ["n_leads"], critical=False)
        [{'metric': 'n_leads', 'with': 412.0, 'without': 410.0}]
        """
        aside = self.set_aside.get(table, places())
        failing = places(rows)
        kept_out = aside.filter(~aside.is_in(failing.implode())) if critical else aside
        all_out = aside if critical else places(pl.concat([aside, failing]))
        before, after = (self._numbers(table, out, metrics) for out in (kept_out, all_out))
        return [
            {"metric": name, "with": before[name], "without": after[name]}
            for name in metrics
            if before[name] is not None and after[name] is not None
        ]
