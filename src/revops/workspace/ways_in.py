"""Where an export's rows come from: exactly one of a file and a query.

[[exports]]
source = "template.leads"
query_file = "sql/leads.sql"
uri = "${CRM_DB}"
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

WAYS = ("path", "query", "query_file")
_OF_FILES = ("sheet", "encoding", "separator", "successive")
_OF_QUERIES = ("uri", "row_limit", "time_limit")


def problem_of(block: Mapping[str, Any]) -> str:
    """Say what is wrong with the way that a block names; nothing where it is right.

    >>> problem_of({"path": "leads.csv"}), problem_of({"query": "select 1", "uri": "sqlite:a.db"})
    ('', '')
    >>> problem_of({"path": "leads.csv", "query": "select 1"})
    'names path and query; exactly one of path, query and query_file is needed'
    """
    ways = [name for name in WAYS if block.get(name)]
    if len(ways) != 1:
        given = f"names {' and '.join(ways)}" if ways else "names none of them"
        return f"{given}; exactly one of path, query and query_file is needed"
    kept_for = _OF_QUERIES if ways == ["path"] else _OF_FILES
    if wrong := [name for name in kept_for if block.get(name) is not None]:
        of = "a query, and this block has a path" if ways == ["path"] else "files, not for a query"
        return f"{', '.join(wrong)}: only for {of}"
    return "" if ways == ["path"] else _problem_of_uri(block.get("uri"))


def _problem_of_uri(uri: Any) -> str:
    """Say what is wrong with a query's address; it is never repeated."""
    written = uri.get_secret_value() if hasattr(uri, "get_secret_value") else str(uri or "")
    if not written.strip():
        return 'a query needs uri: the address of its database, such as uri = "${CRM_DB}"'
    try:
        password = urlsplit(written).password
    except ValueError:
        password = None
    if password and "$" not in password:
        return (
            "uri holds a password as it is written. Put the address into an environment variable "
            'and name that: uri = "${CRM_DB}"'
        )
    return ""
