"""The expectations that both engines are asked, written out from cases.json."""

import json
from itertools import product
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WHERE: tuple[dict[str, Any], ...] = tuple(
    {"type": "comparison", "column": {"name": name}, "operator": operator, "parameter": parameter}
    for name, operator, parameter in (
        ("s", "==", "Email"),
        ("s", "!=", "Email"),
        ("i", ">", 10),
        ("i", "IN", [1, 2, 3, 4]),
        ("s", "NOT_IN", ["Email", "Organic"]),
    )
)
JOINED = (
    {"type": "nullity", "column": {"name": "f"}, "is_null": False},
    {"type": "and", "conditions": [WHERE[1], WHERE[2]]},
    {"type": "or", "conditions": [WHERE[0], WHERE[2]]},
)


def expand(case: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Write out one line of cases.json: every column with every set of arguments."""
    named = [
        *({"column": name} for name in case.get("columns", ())),
        *({"column_A": a, "column_B": b} for a, b in case.get("pairs", ())),
        *({"column_list": names} for names in case.get("lists", ())),
    ] or [{}]
    ignored = [{"ignore_row_if": word} for word in case.get("ignore", ())] or [{}]
    where = [{"row_condition": w} for w in (*WHERE, *JOINED)] if case.get("where") else [{}]
    parts = product(named, case.get("kwargs", [{}]), ignored, where)
    return [
        (f"expect_{case['expect']}", {k: v for p in part for k, v in p.items()}) for part in parts
    ]


def make_cases() -> list[tuple[str, dict[str, Any]]]:
    lines = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
    return [case for line in lines for case in expand(line)]
