"""MySQL and MariaDB, asked in a transaction that may only read; the server writes each cell."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import parse_qsl, unquote

import polars as pl

from revops.sources.queries.address import Address
from revops.sources.queries.problems import Away, Refused, first_words, refuse_twins, too_long
from revops.sources.queries.statement import bracketed

#: How long to wait for a server that does not answer, in seconds.
CONNECT_SECONDS = 15
#: How many rows are brought over at a time.
PART = 50_000
_PORT = 3306
#: What a server says where a session has no such limit: its name, or that it may not be set.
_UNKNOWN_VARIABLE = 1193
_STOPPED = (1317, 1969, 3024)
_AWAY = (1040, 1044, 1045, 1049, 1053, 1077, 1079, 1203, 2002, 2003, 2005, 2006, 2013, 2055)
_BINARY = 63


def rows(address: Address, sql: str, seconds: int, row_limit: int | None) -> Iterator[pl.DataFrame]:
    """Give the rows of one query as text, a part at a time; one part at least."""
    import pymysql

    try:
        connection = _connected(address, seconds)
    except (pymysql.err.MySQLError, OSError, RuntimeError) as error:
        raise Away(f"the database does not let us in: {first_words(error)}.") from None
    try:
        with closing(connection):
            _begin(connection, seconds)
            yield from _asked(connection, sql, row_limit)
    except pymysql.err.MySQLError as error:
        raise _problem(error, seconds) from None
    except OSError as error:
        raise Away(f"the connection broke: {first_words(error)}.") from None


def _connected(address: Address, seconds: int) -> Any:
    """Connect; the server takes one statement at a time, and no file of this machine."""
    import pymysql

    parts = address.parts
    wanted = dict(parse_qsl(parts.query))
    return pymysql.connect(
        host=parts.hostname or "localhost",
        port=parts.port or _PORT,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        database=unquote(parts.path.strip("/")) or None,
        unix_socket=wanted.get("unix_socket"),
        ssl_ca=wanted.get("ssl_ca"),
        ssl_verify_identity="ssl_ca" in wanted,
        charset="utf8mb4",
        connect_timeout=CONNECT_SECONDS,
        read_timeout=seconds + CONNECT_SECONDS,
        local_infile=False,
        autocommit=False,
    )


def _begin(connection: Any, seconds: int) -> None:
    """Begin a transaction that may only read, with its time limit and UTC for a clock."""
    import pymysql

    with connection.cursor() as cursor:
        cursor.execute("SET time_zone = '+00:00'")
        try:
            cursor.execute(f"SET SESSION max_statement_time = {seconds}")
        except pymysql.err.MySQLError as error:
            if error.args[0] != _UNKNOWN_VARIABLE:
                raise
            cursor.execute(f"SET SESSION max_execution_time = {1000 * seconds}")
        cursor.execute("SET SESSION TRANSACTION READ ONLY")
        cursor.execute("START TRANSACTION READ ONLY")


def _asked(connection: Any, sql: str, row_limit: int | None) -> Iterator[pl.DataFrame]:
    from pymysql.cursors import SSCursor

    with connection.cursor() as cursor:
        cursor.execute(bracketed(sql, "*", 0))
        fields = cursor._result.fields
    kinds = [
        (one.name, one.type_code, one.charsetnr == _BINARY and one.length > 0) for one in fields
    ]
    names = [name for name, _, _ in kinds]
    refuse_twins(names)
    columns = ", ".join(_as_text(*kind) for kind in kinds)
    schema = dict.fromkeys(names, pl.String)
    yield pl.DataFrame(schema=schema)
    with connection.cursor(SSCursor) as cursor:
        cursor.execute(bracketed(sql, columns, row_limit))
        while part := cursor.fetchmany(PART):
            yield pl.DataFrame(part, schema=schema, orient="row")


def _as_text(name: str, kind: int, is_binary: bool) -> str:
    """Ask for one column as text; a `timestamp` is an instant and says so, a `datetime` is not."""
    from pymysql.constants import FIELD_TYPE

    quoted = "`" + name.replace("`", "``") + "`"
    if kind == FIELD_TYPE.TIMESTAMP:
        return f"CONCAT(CAST({quoted} AS CHAR), 'Z') AS {quoted}"
    if kind == FIELD_TYPE.BIT:
        return f"CAST({quoted} + 0 AS CHAR) AS {quoted}"
    blobs = {FIELD_TYPE.BLOB, FIELD_TYPE.STRING, FIELD_TYPE.VAR_STRING}
    if kind in blobs and is_binary:
        raise Refused(f"the column '{name}' holds bytes. Leave it out, or use hex({name}).")
    return f"CAST({quoted} AS CHAR) AS {quoted}"


def _problem(error: Any, seconds: int) -> Away | Refused:
    """Say what the server refused; a connection that broke may be there again later."""
    code = error.args[0] if error.args else 0
    told = str(error.args[1]) if len(error.args) > 1 else first_words(error)
    told = " ".join(told.split()).rstrip(".")
    if code in _STOPPED:
        return Refused(too_long(seconds))
    if code in _AWAY:
        return Away(f"the connection broke: {told}.")
    return Refused(f"the database refuses it: {told}.")
