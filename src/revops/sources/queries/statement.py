"""The one statement of a query export, as the settings or a file of the workspace have it."""

from pathlib import Path

from revops.sources.refusal import refuse
from revops.workspace.inside import inside
from revops.workspace.settings import ExportSettings


def statement(settings: ExportSettings, root: Path) -> str:
    """Give the text of a query without the semicolon at its end.

    Whether it is one, and one that only reads, the database judges.

    >>> asked = ExportSettings(source="template.leads", query="select 1;", uri="sqlite:crm.db")
    >>> statement(asked, Path())
    'select 1'
    """
    text = settings.query if settings.query is not None else _read(settings.query_file, root)
    found = text.strip().rstrip("; \t\r\n")
    if not found:
        raise refuse("the query is empty. Write a select.")
    return found


def _read(name: str | None, root: Path) -> str:
    path = inside(root, name or "")
    if path is None:
        raise refuse("query_file leads out of the workspace. Put the file into it.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("the file is not in UTF-8. Save it again as UTF-8.") from None
    except OSError as error:
        raise refuse(f"the file cannot be opened: {error.strerror}.") from None


def bracketed(sql: str, columns: str, row_limit: int | None) -> str:
    """Ask for some columns of a query; only what gives rows can stand in brackets.

    >>> bracketed("select 1 as a", "*", 5)
    'SELECT * FROM (\\nselect 1 as a\\n) AS asked LIMIT 5'
    """
    limit = "" if row_limit is None else f" LIMIT {row_limit}"
    # the workspace's own query; the database lets it read, and nothing else
    return f"SELECT {columns} FROM (\n{sql}\n) AS asked{limit}"  # nosec B608
