"""A row that was typed in and that an export gives too counts once: the export's is kept.

Who keeps decisions or remarks in the CRM as well will export what was typed in here.
"""

from collections.abc import Mapping

import polars as pl

from revops.load.agreed import FOLDER
from revops.tables import TABLES

#: The tables that people type in (see `load.typed`).
TYPED = ("decisions", "feedback")


def typed_once(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Leave out typed rows whose key an exported row has; all other rows stay, in their order.

    >>> rows = pl.DataFrame({"feedback_id": ["F1", "F1", "F2"],
    ...     "from_file": ["crm.csv", "agreement/feedback.csv", "agreement/feedback.csv"]})
    >>> typed_once({"feedback": rows})["feedback"].rows()
    [('F1', 'crm.csv'), ('F2', 'agreement/feedback.csv')]
    """
    return {
        name: _once(frame, TABLES[name].key) if name in TYPED else frame
        for name, frame in tables.items()
    }


def _once(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Keep a typed row only where no exported one has its key."""
    is_typed = pl.col("from_file").cast(pl.String).str.starts_with(f"{FOLDER}/").fill_null(False)
    exported = frame.filter(~is_typed).select(key).unique().with_columns(is_exported=True)
    marked = frame.join(exported, on=key, how="left", maintain_order="left")
    return marked.filter(~(is_typed & pl.col("is_exported").fill_null(False))).drop("is_exported")
