import ast
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import revops.sample
from revops.sample.calendar import after_hours, office_hours, weekday

MOMENTS = st.floats(0, 900)
HOURS = st.floats(0, 500)


@given(MOMENTS, HOURS)
def test_business_hours_add_up(moment, hours):
    start = np.array([moment])
    end = after_hours(start, np.array([hours]))
    assert np.allclose(office_hours(end), office_hours(start) + hours, atol=1e-6)
    assert end[0] >= moment or hours == 0
    assert weekday(end)[0] < 5
    assert 9 - 1e-6 <= end[0] % 1 * 24 <= 18 + 1e-6


def test_nobody_asks_a_clock():
    folder = Path(revops.sample.__file__).parent
    asked = [
        (path.name, node.attr)
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "time_ns"}
    ]
    assert asked == []
