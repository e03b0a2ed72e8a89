"""The decimal mark of a column is what its cells prove, and nothing else."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.sources.casting import numbers
from revops.sources.casting.marks import Mark, decide_marks
from revops.tables.table import MONEY, NUMBER, WHOLE

CASTS = {"money": (numbers.money, MONEY), "whole": (numbers.whole, WHOLE)}


def mark(cells: list[str | None], dtype=MONEY, declared: str | None = None) -> Mark:
    texts = pl.LazyFrame({"n": cells}, schema={"n": pl.String})
    return decide_marks(texts, {"n": dtype}, declared)["n"]


def read(cells: list[str | None], kind: str = "money") -> list[object]:
    cast, dtype = CASTS[kind]
    frame = pl.DataFrame({"n": cells}, schema={"n": pl.String})
    return frame.select(cast(pl.col("n"), mark(cells, dtype)))["n"].to_list()


@pytest.mark.parametrize(
    ("proof", "decimal"),
    [
        ("1,234.50", "."),  # two marks: the last is decimal
        ("1.234,50", ","),
        ("1,356,884", "."),  # one mark that repeats: thousands
        ("1.356.884", ","),
        ("12.5", "."),  # other than three digits after it
        ("12,5000", ","),
        ("0.125", "."),  # a leading zero
        ("0,125", ","),
        ("1234.567", "."),  # more than three digits before it
        ("1234,567", ","),
        ("1 234,567", ","),  # the blank is the thousands mark
        ("12.500 CLP", ","),  # a currency without cents
        ("CLP 12,500", "."),
        ("R$\u00a01.234.567", ","),
        ("(12,5)", ","),
        ("12,5%", ","),
        (".500", "."),
    ],
)
def test_one_cell_can_prove_the_mark(proof, decimal):
    found = mark([proof, "7", None])
    assert (found.decimal, found.n_cells, found.n_refused) == (decimal, 2, 0)
    assert proof in found.evidence


@pytest.mark.parametrize("cell", ["1.234", "1,234", "$ 12.500", "-1,234", "1.234%", "12.500 USD"])
def test_three_digits_after_the_only_mark_prove_nothing(cell):
    found = mark([cell, "7"])
    assert (found.decimal, found.threes, found.n_refused) == ("none", "refused", 1)
    assert "could be either" in found.evidence
    assert read([cell, "7"]) == [None, 7]


def test_proof_of_one_side_settles_the_column():
    assert read(["12,50", "1.234", "7"]) == [Decimal("12.5"), 1234, 7]
    assert read(["12.50", "1,234", "7"]) == [Decimal("12.5"), 1234, 7]


def test_three_decimals_are_believed_where_another_cell_has_as_many():
    assert read(["0.125", "1.234"]) == [Decimal("0.125"), Decimal("1.234")]
    assert read(["12.3456", "1.234"]) == [Decimal("12.3456"), Decimal("1.234")]


def test_three_decimals_are_refused_where_no_other_cell_has_them():
    assert read(["12.50", "1.234"]) == [Decimal("12.5"), None]
    assert read(["1,234,567", "1.234"]) == [1234567, None]
    assert mark(["12.50", "1.234"]).n_refused == 1


def test_two_habits_are_read_cell_by_cell():
    cells = ["3.850,40", "4012.1", "1.234", "5", None, "1,234,567"]
    found = mark(cells)
    assert (found.decimal, found.n_cells, found.n_by_cell, found.n_refused) == ("mixed", 5, 3, 1)
    assert read(cells) == [Decimal("3850.4"), Decimal("4012.1"), None, 5, None, 1234567]
    assert "2 cells with a decimal point, such as '4012.1', and 1 with a decimal comma" in (
        found.evidence
    )


def test_whole_numbers_can_only_have_thousands():
    assert read(["1.234", "5"], "whole") == [1234, 5]
    assert read(["1,234", "5"], "whole") == [1234, 5]
    assert read(["1,234", "1.234"], "whole") == [1234, 1234]
    assert read(["1.234.567", "1,234,567", "1.234"], "whole") == [1234567, 1234567, 1234]
    assert "can only have thousands" in mark(["1.234"], WHOLE).evidence


def test_whole_numbers_written_as_floats_do_not_become_thousands():
    assert read(["12.0", "1.000"], "whole") == [12, None]
    assert read(["12.0", "1,000"], "whole") == [12, 1000]


def test_a_declared_mark_is_strict():
    found = mark(["1.234", "12.5", "3,5"], declared=",")
    assert (found.decimal, found.n_refused) == (",", 1)
    assert found.evidence == "declared; 1 cell can only be read the other way"


def test_no_mark_at_all():
    found = mark(["5", "70", None])
    assert (found.decimal, found.evidence, found.n_cells) == ("none", "no cell holds a mark", 2)
    assert mark([None]).n_cells == 0


def test_words_and_bounds_are_refused_and_do_not_vote():
    found = mark(["> 90%", "twelve", "1.23457E+11", "12,5"], NUMBER)
    assert (found.decimal, found.n_cells, found.n_refused) == (",", 4, 3)


def test_every_column_is_decided_alone():
    cells = pl.DataFrame({"a": ["1,5"], "b": ["1.5"]})
    found = decide_marks(cells, {"a": MONEY, "b": NUMBER})
    assert (found["a"].decimal, found["b"].decimal) == (",", ".")
    assert decide_marks(cells, {}) == {}


# Laws: what is written in any shape is read back or refused, never another number.

SPACES = [" ", "\u00a0", "\u2009", "\u202f"]


def written(amount: Decimal, decimal: str, group: str, place: str, sign: str) -> str:
    whole, _, after = f"{abs(amount):f}".partition(".")
    threes = f"{int(whole):,}".replace(",", group)
    number = threes + (decimal + after if after else "")
    money = place.replace("#", number)
    if amount >= 0:
        return money
    return sign.replace("#", money)


@st.composite
def habits(draw) -> tuple[str, str, str, str]:
    decimal = draw(st.sampled_from([".", ","]))
    other = "," if decimal == "." else "."
    group = draw(st.sampled_from(["", other, "'", "\u2019", *SPACES]))
    places = ["#", "$#", "$ #", "R$\u00a0#", "# €", "#€", "US$#", "USD #", "# CLP", "S/ #", "MX$#"]
    return decimal, group, draw(st.sampled_from(places)), draw(SIGNS)


SIGNS = st.sampled_from(["-#", "\u2212#", "(#)", "#-", "- #"])
ANY = st.decimals(-(10**9), 10**9, places=None, allow_nan=False, allow_infinity=False).map(
    lambda d: round(d, 6)
)
CENTS = st.one_of(
    st.integers(-(10**9), 10**9).map(Decimal),
    st.integers(-99_999, 99_999).map(Decimal),
    st.decimals(-(10**7), 10**7, places=2),
    st.decimals(-(10**3), 10**3, places=1),
)


def places(amounts: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Decimal]:
    return st.one_of(
        amounts, amounts.flatmap(lambda a: st.integers(0, 6).map(lambda n: round(a, n)))
    )


law = settings(deadline=None, max_examples=50)


def assert_back_or_refused(amounts: list[Decimal], got: list[object]) -> None:
    wrong = [(a, g) for a, g in zip(amounts, got, strict=True) if g is not None and a != g]
    assert not wrong


@law
@given(st.lists(places(ANY), min_size=1, max_size=50), habits())
def test_one_habit_is_read_back_or_refused(amounts, habit):
    if "CLP" in habit[2]:
        amounts = [round(amount, 0) for amount in amounts]
    cells = [written(amount, *habit) for amount in amounts]
    assert_back_or_refused(amounts, read(cells))


@law
@given(st.lists(st.tuples(CENTS, habits()), min_size=1, max_size=50))
def test_mixed_habits_of_amounts_with_cents_are_read_back_or_refused(pairs):
    amounts = [round(a, 0) if "CLP" in habit[2] else a for a, habit in pairs]
    cells = [written(a, *habit) for a, (_, habit) in zip(amounts, pairs, strict=True)]
    assert_back_or_refused(amounts, read(cells))


@law
@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), habits()), min_size=1, max_size=50))
def test_whole_numbers_of_any_habits_are_all_read_back(pairs):
    cells = [written(Decimal(count), *habit) for count, habit in pairs]
    assert read(cells, "whole") == [count for count, _ in pairs]


@law
@given(st.lists(CENTS, min_size=1, max_size=50), st.sampled_from([".", ","]))
def test_a_column_that_proves_its_mark_loses_no_amount_with_cents(amounts, decimal):
    other = "," if decimal == "." else "."
    cells = [written(round(a, 2), decimal, other, "#", "-#") for a in amounts]
    cells = [c if decimal in c else c + decimal + "00" for c in cells]
    assert read(cells) == [round(a, 2) for a in amounts]
