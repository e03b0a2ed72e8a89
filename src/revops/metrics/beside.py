"""Columns of another frame beside a wide one, without a copy of the wide one."""

import polars as pl


def beside(wide: pl.DataFrame, other: pl.DataFrame, on: str) -> pl.DataFrame:
    """Add the other columns of a frame that has each key once; null where it lacks the key.

    What a left join gives, but only the key takes part in it, not all that stands beside it.

    >>> leads = pl.DataFrame({"lead_id": ["ana", "bruno"], "company": ["Aurora", "Boreal"]})
    >>> calls = pl.DataFrame({"lead_id": ["bruno"], "n_calls": [2]})
    >>> beside(leads, calls, "lead_id").rows()
    [('ana', 'Aurora', None), ('bruno', 'Boreal', 2)]
    """
    found = wide.select(on).join(other, on=on, how="left", maintain_order="left", validate="m:1")
    return wide.hstack(found.drop(on))
