"""Queries in Polars SQL, over the rows that are checked and their related tables.

A query reads: one SELECT (or WITH ... SELECT) of the tables that it was given. Anything else, and
a file that is opened in passing, is refused before it runs.
"""

import re
from collections.abc import Mapping

import polars as pl

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_READS = re.compile(r"[\s(]*(select|with)\b", re.IGNORECASE)
#: Polars' table functions, wherever they stand: quotes and comments can hide a call.
_OPENS_FILES = re.compile(r"\b(?:read|scan)_(?:csv|ipc|json|ndjson|parquet)\b", re.IGNORECASE)


class QueryError(ValueError):
    """A query cannot be run."""


def _refusal(sql: str, tables: Mapping[str, pl.LazyFrame]) -> str:
    if not _READS.match(_COMMENT.sub(" ", sql)):
        return "a query can only read: it begins with SELECT or WITH"
    if opened := _OPENS_FILES.search(sql):
        return f"{opened[0]} opens a file; a query reads only its tables: {', '.join(tables)}"
    return ""


def query(sql: str, tables: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """Give what a query selects, not yet computed.

    >>> leads = pl.LazyFrame({"lead_id": ["L1", "L2"], "account_id": ["A1", "A9"]})
    >>> accounts = pl.LazyFrame({"account_id": ["A1"]})
    >>> unknown = "SELECT lead_id FROM leads l ANTI JOIN accounts a ON l.account_id = a.account_id"
    >>> query(unknown, {"leads": leads, "accounts": accounts}).collect()["lead_id"].to_list()
    ['L2']
    """
    if refused := _refusal(sql, tables):
        raise QueryError(f"{refused}. Query: {sql}")
    try:
        found = pl.SQLContext(dict(tables), register_globals=False).execute(sql, eager=False)
        found.collect_schema()
    except pl.exceptions.PolarsError as error:
        reason = str(error).partition("\n")[0]
        raise QueryError(f"{reason}. Tables: {', '.join(tables)}. Query: {sql}") from error
    return found
