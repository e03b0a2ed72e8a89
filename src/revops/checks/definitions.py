"""What a check asks, as a short name: loads are compared where they were asked the same."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from revops.checks import flags
from revops.checks.suite import Check, Suite
from revops.store import code_of


def _named(*parts: object) -> str:
    """Name a definition by its parts."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _definition(table: str, check: Check, flags_code: str) -> str:
    """Name what one check asks: its kind, its values, and the code of the flags that it reads.

    Who owns it, how severe it is and how it is told change nothing about which rows fail. The
    version of Polars is part of the name: records are known again by its hashes.
    """
    by_flag = bool(set(check.reads) & set(flags.flag_names(table)))
    return _named(check.type, check.kwargs, flags_code if by_flag else "", pl.__version__)


def definitions(results: pl.DataFrame, suites: Mapping[str, Suite]) -> pl.DataFrame:
    """Give one row a check of `results`: its id, and a name that changes when it asks other things.

    A check that no suite file states (the age of an export, cells that could not be read) is
    known by its kind.
    """
    code = code_of(Path(flags.__file__).parent)
    stated = {
        check.meta.id: _definition(table, check, code)
        for table, suite in suites.items()
        for check in suite.expectations
    }
    rows = [
        (check_id, stated.get(check_id) or _named(kind))
        for check_id, kind in results.select("check_id", "type").iter_rows()
    ]
    return pl.DataFrame(rows, schema={"check_id": pl.String, "definition": pl.String}, orient="row")
