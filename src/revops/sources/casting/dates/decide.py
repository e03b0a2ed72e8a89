"""How the dates of a table's columns are read: one reading a column, by what its cells show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from revops.sources.casting.dates.mixed import contrary, settled
from revops.sources.casting.dates.quick import quick
from revops.sources.casting.dates.reading import Reading
from revops.sources.casting.dates.story import declared_story, told


def _declared(
    texts: pl.LazyFrame, columns: Mapping[str, pl.DataType], declared: Sequence[str]
) -> dict[str, Reading]:
    """Read by the declared formats; cells that prove another order make the open ones unsure."""
    counts = texts.select(pl.col(name).count() for name in columns).collect().row(0, named=True)
    found = {}
    for name in columns:
        is_contrary = contrary(texts.select(name), declared)
        found[name] = Reading(
            is_contrary=is_contrary,
            read_as=" or ".join(declared),
            evidence=declared_story(is_contrary),
            n_cells=counts[name],
        )
    return found


def decide(
    texts: pl.LazyFrame | pl.DataFrame,
    columns: Mapping[str, pl.DataType],
    zone: str = "UTC",
    declared: Sequence[str] = (),
) -> dict[str, Reading]:
    """Decide how the dates of each column are read.

    `texts` holds the cells as text, missing ones as null. Columns that software wrote are
    decided by one pass over their cells; only those that a spreadsheet or a person wrote are
    looked at shape by shape, and row by row where their shapes leave cells open.

    >>> cells = pl.DataFrame({"on": ["25/03/2024", "05/03/2024"], "at": ["2024-03-05 10:00"] * 2})
    >>> found = decide(cells, {"on": pl.Date(), "at": pl.Datetime("us", "UTC")})
    >>> found["on"].read_as, found["on"].evidence
    ('day/month/year', '1 cell has a day above 12')
    >>> found["at"].read_as
    'ISO'
    """
    if not columns:
        return {}
    lazy = texts.lazy()
    if declared:
        return _declared(lazy, columns, declared)
    found = quick(lazy, columns, zone)
    rest = [name for name in columns if name not in found]
    if rest:
        frame = lazy.select(*columns).collect()
        for name, draft in settled(frame, rest, found).items():
            is_instant = isinstance(columns[name], pl.Datetime)
            said = told(frame.get_column(name), draft, zone if is_instant else "UTC")
            found[name] = replace(draft, read_as=said.read_as, evidence=said.evidence)
    return {name: found[name] for name in columns}
