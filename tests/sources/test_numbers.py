from decimal import Decimal

import polars as pl
import pytest

from revops.sources.casting import numbers
from revops.sources.casting.marks import Mark


def one(cast, text: str, **style):
    return pl.DataFrame({"cell": [text]}).select(cast(pl.col("cell"), **style)).item()


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("1,356,884", ".", "1356884"),
        ("3,850.40", ".", "3850.40"),
        ("12,50", ",", "12.50"),
        ("3.850,40", ",", "3850.40"),
        ("R$ 100.000", ",", "100000"),
        ("R$\u00a0100.000,05", ",", "100000.05"),
        ("12,50 €", ",", "12.50"),
        ("$22,700.00", ".", "22700"),
        ("USD 12", ".", "12"),
        ("1 234.5", ".", "1234.5"),
        ("1'234.50", ".", "1234.50"),
        ("(40.00)", ".", "-40"),
        ("−7", ".", "-7"),
        ("-$7", ".", "-7"),
        (".5", ".", "0.5"),
        ("007", ".", "7"),
        ("$1,117.10K", ".", "1117100"),
        ("$342.09K", ".", "342090"),
        ("2.5M", ".", "2500000"),
        ("US$ 3MM", ".", "3000000"),
        ("1’234,5", ",", "1234.5"),
        ("1\u202f234,5 €", ",", "1234.5"),
        ("(12,50 €)", ",", "-12.50"),
        ("$(12.50)", ".", "-12.50"),
        ("12.50-", ".", "-12.50"),
        ("1 €-", ",", "-1"),
        ("MXN 1,200.00", ".", "1200"),
        ("$ 1.200 CLP", ",", "1200"),
        ("Bs. 7", ".", "7"),
        ("12.5%", ".", "0.125"),
        ("1.5e3", ".", "1500"),
        ("12345678901234567890.123456", ".", "12345678901234567890.123456"),
    ],
)
def test_amount_is_exact(text, decimal, amount):
    assert one(numbers.money, text, mark=decimal) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("12,50", "."),  # the other mark: never a thousand and more
        ("3.850,40", "."),
        ("4012.1", ","),
        ("1,2,3", "."),
        ("> 90%", "."),
        ("twelve", "."),
        ("M$ 500", "."),  # thousands of pesos
        ("MM$ 500", "."),  # millions
        ("12 mil", "."),
        ("12m", "."),
        ("0,125", "."),  # a leading zero is no thousand
        ("1,23,456.00", "."),
        ("1.234'50", "."),
        ("1,234 567", "."),  # thousands have one mark
        ("1.23457E+11", "."),
        ("--5", "."),
        ("12.", "."),
        ("1.2.3", "."),
        ("-", "."),
        ("12 abc", "."),
        ("NaN", "."),
        ("inf", "."),
    ],
)
def test_what_is_no_number_under_the_declared_mark_is_refused(text, decimal):
    assert one(numbers.money, text, mark=decimal) is None
    assert one(numbers.number, text, mark=decimal) is None


def test_micros_move_the_point():
    assert one(numbers.money, "12345678", shift=-6) == Decimal("12.345678")


def test_percent_becomes_a_share():
    assert one(numbers.number, "12.5%") == 0.125
    assert one(numbers.number, "90", shift=-2) == 0.9


def test_whole_numbers_keep_no_fraction():
    assert one(numbers.whole, "1,200") == 1200
    assert one(numbers.whole, "12.0") == 12
    assert one(numbers.whole, "12.5") is None
    assert one(numbers.whole, "99999999999999999999") is None


def test_a_cell_with_the_other_mark_has_its_own_reason():
    assert one(numbers.why_no_number, "12,50") == numbers.OTHER_MARK
    assert one(numbers.why_no_number, "twelve") == numbers.NOT_A_NUMBER
    assert one(numbers.why_not_whole, "12.5") == numbers.NOT_WHOLE


def test_k_and_m_need_money():
    assert one(numbers.number, "2.5M") is None
    assert one(numbers.number, "$2.5M") == 2500000.0
    assert one(numbers.whole, "12K") is None
    assert one(numbers.whole, "US$12K") == 12000


def test_bounds_and_rounded_numbers_have_their_own_reasons():
    assert one(numbers.why_no_number, "> 90%") == numbers.BOUND
    assert one(numbers.why_no_number, "<10%") == numbers.BOUND
    assert one(numbers.why_no_number, "1.23457E+11") == numbers.ROUNDED
    assert one(numbers.why_no_number, "1.234", mark=Mark("none")) == numbers.UNKNOWN_MARK
    assert one(numbers.why_not_whole, "12K") == numbers.NOT_A_NUMBER
