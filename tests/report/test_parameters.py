"""Only parameters that a notebook declares, in the types that it declares."""

import pytest

from revops.errors import BadParameter
from revops.report.parameters import checked, declared

CELL = """workspace: str = ""  # the folder
as_of: str = ""  # the day
lookback_days: int = 90  # how long a touch may count
share: float = 0.5  # how much
is_strict: bool = False  # whether
channels: list[str] = []  # which
since: "date" = "2026-01-01"  # from when"""


@pytest.fixture
def path(notebook):
    return notebook("# Funnel", CELL, "lookback_days")


def test_a_parameter_is_declared_with_type_default_and_help(path):
    found = declared(path)["lookback_days"]
    assert (found.type, found.default, found.help) == ("int", "90", "how long a touch may count")


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("lookback_days", "30", 30),
        ("lookback_days", 30, 30),
        ("share", "0.25", 0.25),
        ("share", 1, 1.0),
        ("is_strict", "true", True),
        ("is_strict", False, False),
        ("channels", "email, web", ["email", "web"]),
        ("channels", ["email"], ["email"]),
        ("as_of", "2026-06-30", "2026-06-30"),
        ("as_of", "", ""),
        ("since", "2026-02-01", "2026-02-01"),
        ("workspace", "a'b\"{c}\n", "a'b\"{c}\n"),
    ],
)
def test_values_take_the_declared_type(path, name, given, taken):
    assert checked(path, {name: given}) == {name: taken}
    assert type(checked(path, {name: given})[name]) is type(taken)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("lookback_days", "1.5", "it takes a whole number such as 90"),
        ("lookback_days", True, "it takes a whole number such as 90"),
        ("lookback_days", 1.5, "it takes a whole number such as 90"),
        ("share", "much", "it takes a number such as 0.5"),
        ("share", "nan", "it takes a number such as 0.5"),
        ("is_strict", "perhaps", "it takes true or false"),
        ("channels", [1], "it takes texts, with commas between them"),
        ("as_of", "30/06/2026", "it takes a day such as 2026-06-30"),
        ("since", 7, "it takes a day such as 2026-06-30"),
        ("workspace", 7, "it takes a text"),
    ],
)
def test_a_value_of_another_type_is_refused(path, name, given, said):
    with pytest.raises(BadParameter, match=f"{name} is .*, but {said}"):
        checked(path, {name: given})


def test_all_problems_are_told_at_once_with_the_nearest_known_name(path):
    with pytest.raises(BadParameter) as refused:
        checked(path, {"lookbak_days": "30", "share": "x"})
    assert str(refused.value).splitlines() == [
        "the notebook 'funnel' cannot run with these:",
        "  - there is no parameter 'lookbak_days'. Did you mean 'lookback_days'? "
        "Known: as_of, channels, is_strict, lookback_days, share, since, workspace",
        "  - share is 'x', but it takes a number such as 0.5",
    ]


def test_a_notebook_without_parameters_takes_none(notebook):
    with pytest.raises(BadParameter, match="Known: none"):
        checked(notebook("# Funnel", "1 + 1"), {"days": "3"})


@pytest.mark.parametrize("week", ["", "last", "2026-W46", "2026-W53"])
def test_a_week_is_kept_as_it_is_written(notebook, week):
    path = notebook("# Review", 'week: str = ""  # which', "week", name="review")
    assert checked(path, {"week": week}) == {"week": week}


@pytest.mark.parametrize("week", ["2026-W60", "2025-W53", "W46", "2026-46", "2026-W4", "soon", 46])
def test_what_is_no_week_is_refused(notebook, week):
    path = notebook("# Review", 'week: str = ""  # which', "week", name="review")
    with pytest.raises(BadParameter, match="it takes an ISO week such as 2026-W46, or last"):
        checked(path, {"week": week})
