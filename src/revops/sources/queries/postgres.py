"""PostgreSQL, asked in a transaction that may only read; the server itself writes each cell.

The server's own text is exact: decimals with all their digits, instants in ISO with their offset,
money with its sign. (As numbers, money comes as its cents and is a hundred times too high.)
"""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import polars as pl

from revops.sources.queries.address import Address
from revops.sources.queries.problems import Away, Refused, first_words, refuse_twins, too_long
from revops.sources.queries.statement import bracketed

#: How long to wait for a server that does not answer, in seconds.
CONNECT_SECONDS = 15
#: After how long a connection on which nothing is confirmed counts as broken.
SILENT_SECONDS = 60
_STATE = re.compile(r"\.? SQLSTATE: \w+$")
_SESSION = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'iso_8601'",
    "SET LOCAL extra_float_digits = 1",
)


def rows(address: Address, sql: str, seconds: int, row_limit: int | None) -> Iterator[pl.DataFrame]:
    """Give the rows of one query as text, a part at a time; one part at least."""
    from adbc_driver_postgresql import dbapi
    from pyarrow import ArrowException

    try:
        connection = dbapi.connect(_patient(address), autocommit=True)
    except dbapi.Error as error:
        raise Away(f"the database does not let us in: {first_words(error)}.") from None
    try:
        with closing(connection), closing(connection.cursor()) as cursor:
            yield from _asked(cursor, sql, seconds, row_limit)
    except (dbapi.Error, ArrowException, OSError) as error:
        raise _problem(first_words(error), seconds) from None


def _patient(address: Address) -> str:
    """Say in the address how long to wait, where it does not say so itself."""
    waits = {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": 1000 * SILENT_SECONDS}
    more = [f"{key}={wait}" for key, wait in waits.items() if key not in address.parts.query]
    return address.uri + ("&" if address.parts.query else "?") + "&".join(more)


def _asked(cursor: Any, sql: str, seconds: int, row_limit: int | None) -> Iterator[pl.DataFrame]:
    """Ask within a transaction that may only read, and is never committed."""
    cursor.execute("BEGIN TRANSACTION READ ONLY")
    for setting in (*_SESSION, f"SET LOCAL statement_timeout = {1000 * seconds}"):
        cursor.execute(setting)
    cursor.execute("SELECT current_setting('transaction_read_only')")
    if cursor.fetchone() != ("on",):
        raise Refused("the server does not keep the transaction read-only, so it was not asked.")
    schema = cursor.adbc_execute_schema(bracketed(sql, "*", row_limit))
    refuse_twins(schema.names)
    columns = ", ".join(_as_text(field) for field in schema)
    cursor.execute(bracketed(sql, columns, row_limit))
    yield pl.DataFrame(schema=dict.fromkeys(schema.names, pl.String))
    for batch in cursor.fetch_record_batch():
        yield pl.DataFrame(pl.from_arrow(batch))
    cursor.execute("ROLLBACK")


def _as_text(field: Any) -> str:
    """Ask for one column as text; a list becomes `a;b`, as in every export."""
    from pyarrow import types

    name = '"' + field.name.replace('"', '""') + '"'
    is_list = types.is_list(field.type) or types.is_large_list(field.type)
    return f"array_to_string({name}, ';') AS {name}" if is_list else f"{name}::text AS {name}"


def _problem(told: str, seconds: int) -> Away | Refused:
    """Say what the server refused; a connection that broke may be there again later."""
    if "statement timeout" in told:
        return Refused(too_long(seconds))
    said_by_server = told.partition("ERROR: ")[2] if "FATAL:" not in told else ""
    if said_by_server:
        return Refused(f"the database refuses it: {_STATE.sub('', said_by_server)}.")
    return Away(f"the connection broke: {told}.")
