"""What both teams agreed on, beside the tables: flags look stages and attempts up in it."""

from collections.abc import Mapping

import polars as pl

from revops import store
from revops.workspace import Agreement

#: The files of agreement/ that checks read.
AGREED = ("stages.csv", "sla.toml")


def agreed(agreement: Agreement) -> dict[str, pl.DataFrame]:
    """Give the agreement as tables: the order of the stages, the agreed attempts.

    >>> from pathlib import Path
    >>> from revops.workspace import read_agreement
    >>> agreed(read_agreement(Path("nowhere")))["sla"]["attempts"].item()
    3
    """
    attempts = pl.DataFrame({"attempts": [agreement.sla.attempts]})
    return {"stages": agreement.stages, "sla": attempts}


def beside(
    tables: Mapping[str, pl.DataFrame], known: Mapping[str, pl.DataFrame]
) -> Mapping[str, pl.DataFrame]:
    """Put the agreement beside the tables, which stay unread where they are.

    >>> rows = pl.DataFrame({"lead_id": ["L1"]})
    >>> sorted(beside({"leads": rows}, {"sla": pl.DataFrame({"attempts": [3]})}))
    ['leads', 'sla']
    """
    return store.Tables({**store.unread(tables), **store.unread(known)})
