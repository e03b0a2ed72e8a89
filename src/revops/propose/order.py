"""What speaks for the order of stages: columns, probabilities, places in a history."""

from collections.abc import Sequence

import polars as pl

from revops.propose.values import exports_of, values
from revops.sources import SOURCES
from revops.sources.reading.header import Header
from revops.sources.recognise import Recognised, read_as


def wide(one: Recognised, object_: str) -> list[str]:
    """Give the stages that have columns of their own, in the file's order."""
    found: dict[int, str] = {}
    header = Header(one.header)
    for export in exports_of(one):
        if export.wide and export.constants.get("object") == object_:
            for names in export.wide.columns.values():
                found |= {at.index: at.held["stage"] for at in header.find_all(names)}
    return list(dict.fromkeys(found[at] for at in sorted(found)))


def probabilities(frame: pl.DataFrame, stage: str, chance: str) -> dict[str, float]:
    """Give the usual probability of each stage, as written."""
    digits = pl.col(chance).str.replace(",", ".").str.extract(r"^(\d+(?:\.\d+)?)\s*%?$")
    rated = frame.drop_nulls(stage).group_by(stage, maintain_order=True)
    median = rated.agg(digits.cast(pl.Float64, strict=False).median()).drop_nulls(chance)
    return dict(median.iter_rows())


def places(found: Sequence[Recognised], object_: str) -> dict[str, float]:
    """Give the usual place of each stage in a history, from 0 for the first to 1 for the last."""
    found_at: dict[str, float] = {}
    for one in found:
        where = read_as(one, SOURCES)
        id_, stage = where.get("stage_history.object_id"), where.get("stage_history.stage")
        at = where.get("stage_history.entered_at")
        is_ours = any(export.constants.get("object") == object_ for export in exports_of(one))
        if not (id_ and stage and at and is_ours) or any(e.wide for e in exports_of(one)[:1]):
            continue
        frame = values(one, [id_, stage, at]).drop_nulls()
        if frame.width < 3 or not frame[at].str.contains(r"^\d{4}-\d\d-\d\d").all():
            continue
        ordered = frame.with_row_index("row").sort(at, "row", maintain_order=True)
        rank = pl.int_range(pl.len()).over(id_) / (pl.len().over(id_) - 1).clip(1)
        usual = ordered.with_columns(place=rank).group_by(stage).agg(pl.col("place").mean())
        found_at |= dict(usual.iter_rows())
    return found_at
