"""A file's own total decides the decimal mark that its cells leave open, or nothing does."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revops.sources import unreconciled
from revops.sources.building.build import Built, build
from revops.sources.casting.cast import Style
from revops.sources.mapping import Export
from revops.sources.reading.grid import grid

HEAD = "Campaña,ID de campaña,Día,Código de moneda,Costo,Clics\n"
TOY = Export(
    "toy",
    "costs",
    "spend",
    key=("campaign_id",),
    columns={"campaign_id": ("Id",), "currency": ("Currency",), "cost": ("Cost",)},
    totals=("Total",),
)
law = settings(deadline=None, max_examples=80)


def google(*lines: str) -> str:
    return HEAD + "".join(f"{line}\n" for line in lines)


def built(*rows: tuple[str, str, str]) -> Built:
    """Build costs out of cells of id, currency and cost."""
    cells = pl.DataFrame(list(rows), schema=["0", "1", "2"], orient="row")
    return build(TOY, grid(["Id", "Currency", "Cost"], 1, cells), "toy.csv", Style())


def costs(*cells: str, total: str, currency: str = "CLP") -> list[object]:
    rows = [(f"C{place}", currency, cell) for place, cell in enumerate(cells)]
    return built(*rows, ("Total", currency, total)).frame["cost"].to_list()


def evidence(one: Built) -> str:
    return one.readings.filter(column="cost")["evidence"].item()


def test_only_one_reading_adds_up_to_the_total(load):
    loaded = load(
        "google_ads.campaigns",
        google(
            "Marca,11,2026-01-01,CLP,36.172,3",
            "Marca,11,2026-01-02,CLP,964.020,3",
            "Total: Cuenta, --, --,CLP,1.000.192,6",
        ),
    )
    assert loaded.tables["spend"]["cost"].to_list() == [36172, 964020]
    told = loaded.readings.filter(column="cost").row(0, named=True)
    assert told["evidence"] == (
        "its own total, '1.000.192', is the sum of the rows with a decimal comma only"
    )
    assert (told["read_as"], told["n_refused"]) == ("a decimal comma", 0)
    cost = loaded.sums.filter(column="cost")
    assert cost.select("rows_sum", "own_total").rows() == [(1000192, 1000192)]
    assert unreconciled(loaded.sums).is_empty()


def test_a_total_of_decimals_gives_decimals():
    assert costs("36.172", "964.020", total="1000.192") == [Decimal("36.172"), Decimal("964.02")]


@pytest.mark.parametrize(
    ("cells", "total", "why"),
    [
        (("1.234", "2.345"), "3.579", "both readings scale with the total"),
        (("36.172", "964.020"), "2.500.000", "neither adds up: it is a total of more"),
        (("36.172", "964.020"), "--", "there is no total"),
        (("36.172", "964.020", "twelve"), "1.000.192", "a cell is no number"),
    ],
)
def test_where_both_or_neither_add_up_the_cells_are_refused(cells, total, why):
    assert costs(*cells, total=total)[:2] == [None, None], why


def test_a_plain_number_beside_them_tells():
    assert costs("1.234", "7", total="1.241") == [1234, 7]
    assert costs("1.234", "7", total="8.234") == [Decimal("1.234"), 7]


def test_rounding_of_the_last_place_is_no_difference():
    assert costs("36.172", "964.020", total="1.000.193") == [36172, 964020]
    assert costs("36.172", "964.020", total="1.000.195") == [None, None]


def test_threes_beside_proven_cents_are_thousands_where_the_total_says_so():
    one = built(("a", "", "12.50"), ("b", "", "1.234"), ("Total", "", "1,246.50"))
    assert one.frame["cost"].to_list() == [Decimal("12.5"), 1234]
    assert evidence(one).endswith(
        "its own total, '1,246.50', is the sum of the rows with thousands there only"
    )
    one = built(("a", "", "12.50"), ("b", "", "1.234"), ("Total", "", "13.734"))
    assert one.frame["cost"].to_list() == [Decimal("12.5"), Decimal("1.234")]


def test_two_habits_in_one_column_stay_refused():
    one = built(("a", "", "12.50"), ("b", "", "3,5"), ("c", "", "1.234"), ("Total", "", "1250"))
    assert one.frame["cost"].to_list() == [Decimal("12.5"), Decimal("3.5"), None]


def test_a_total_of_one_currency_adds_up_its_own_rows():
    one = built(
        ("a", "CLP", "36.172"),
        ("b", "ARS", "500.100"),
        ("c", "CLP", "964.020"),
        ("Total CLP", "CLP", "1.000.192"),
        ("Total ARS", "ARS", "500.100"),
    )
    assert one.frame["cost"].to_list() == [36172, 500100, 964020]
    assert one.sums.filter(column="cost").select("rows_sum", "own_total").rows() == [
        (1000192, 1000192),
        (500100, 500100),
    ]
    assert unreconciled(one.sums).is_empty()


def test_subtotals_add_up_the_rows_above_them():
    one = built(
        ("a", "", "600.000"),
        ("b", "", "500.100"),
        ("Subtotal", "", "1.100.100"),
        ("c", "", "3.000"),
        ("Subtotal", "", "3.000"),
    )
    assert one.frame["cost"].to_list() == [600000, 500100, 3000]


def test_totals_that_contradict_each_other_decide_nothing():
    one = built(
        ("a", "", "1.234"), ("b", "", "7"), ("Total one", "", "1.241"), ("Total two", "", "8.234")
    )
    assert one.frame["cost"].to_list() == [None, 7]


def test_the_total_may_stand_above_the_rows():
    one = built(("Total", "", "1.000.192"), ("a", "", "36.172"), ("b", "", "964.020"))
    assert one.frame["cost"].to_list() == [36172, 964020]


def test_a_declared_mark_is_not_overruled(load):
    text = google("Marca,11,2026-01-01,CLP,36.172,3", "Marca,11,2026-01-02,CLP,964.020,3")
    total = "Total: Cuenta, --, --,CLP,1.000.192,6\n"
    loaded = load("google_ads.campaigns", text + total, decimal=".")
    assert loaded.tables["spend"]["cost"].to_list() == [Decimal("36.172"), Decimal("964.02")]


# The law: amounts written with either mark, with totals below, are read back or refused.


def written(amount: Decimal, decimal: str, places: int | None) -> str:
    text = f"{amount:,f}" if places is None else f"{amount:,.{places}f}"
    return text if decimal == "." else text.translate(str.maketrans(".,", ",."))


AMOUNTS = st.one_of(
    st.integers(0, 2_000_000).map(Decimal),
    st.integers(0, 2_000_000).map(lambda n: Decimal(n) / 1000),
    st.integers(1, 1500).map(lambda n: Decimal(n) * 1000),
)


@law
@given(
    st.lists(st.tuples(AMOUNTS, st.sampled_from(["CLP", "USD"])), min_size=1, max_size=12),
    st.sampled_from([".", ","]),
    st.sampled_from([None, 0, 3]),
    st.sampled_from(["all", "currency", "blocks"]),
)
@example([(Decimal(1000), "CLP")], ".", None, "currency")
def test_amounts_with_a_total_are_read_back_or_refused(pairs, decimal, places, kind):
    if places == 0:
        pairs = [(round(amount, 0), currency) for amount, currency in pairs]
    rows, block = [], Decimal(0)
    for place, (amount, currency) in enumerate(pairs):
        rows.append((f"C{place}", currency, written(amount, decimal, places)))
        block += amount
        if kind == "blocks" and place % 3 == 2:
            rows.append(("Subtotal", "", written(block, decimal, places)))
            block = Decimal(0)
    for currency in ("CLP", "USD") if kind == "currency" else ():
        own = sum((amount for amount, of in pairs if of == currency), Decimal(0))
        rows.append(("Total", currency, written(own, decimal, places)))
    every = sum((amount for amount, _ in pairs), Decimal(0))
    rows.append(("Total", "", written(every, decimal, places)))
    got = built(*rows).frame["cost"].to_list()
    wrong = [
        (amount, cost)
        for (amount, _), cost in zip(pairs, got, strict=True)
        if cost is not None and cost != amount
    ]
    assert not wrong
