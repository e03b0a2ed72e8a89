"""Touches that no rule places, and touches of which nothing is known: unmapped and direct.

What is called direct is written in agreement/channels.csv, in English or in Spanish: `direct`,
`Direct traffic`, `directo`.
"""

import polars as pl

#: What the load calls the channel of what no rule of the agreement knows.
UNMAPPED = "unmapped"
_DIRECT = r"(?i)^\s*direct[oa]?\b|^\s*(tr[áa]fico|traffic|visitas?)[ _-]+direct[oa]?\b"


def _text(column: str | pl.Expr) -> pl.Expr:
    return pl.col(column) if isinstance(column, str) else column


def is_unmapped(column: str | pl.Expr) -> pl.Expr:
    """Say whether no rule of the agreement knows the channel.

    >>> rows = pl.DataFrame({"channel": ["unmapped", None, "email"]})
    >>> rows.select(is_unmapped("channel"))["channel"].to_list()
    [True, True, False]
    """
    return (_text(column) == UNMAPPED).fill_null(True)


def is_direct(column: str | pl.Expr) -> pl.Expr:
    """Say whether the channel is the one of touches that nothing is known of.

    >>> rows = pl.DataFrame({"channel": ["direct", "Direct_traffic", "Directo", "direct_mail"]})
    >>> rows.select(is_direct("channel"))["channel"].to_list()
    [True, True, True, False]
    """
    channel = _text(column).str.replace_all("_", " ")
    return (channel.str.contains(_DIRECT) & ~channel.str.contains("(?i)mail")).fill_null(False)
