"""Priced failures as a reader sees them: the list by money, and the sentences."""

from typing import Any

import polars as pl

from revops.defects import DEFECTS, PROBLEMS, Priced
from revops.report.defect_lists import ASIDE, by_money, moved, whole_tables
from revops.report.defect_words import bottom_line, left_out
from revops.report.table_output import table_html
from revops.text.labels import LABELS

HOSTILE = "<script>alert(1)</script>"


def defect(check: str, **given: Any) -> dict[str, Any]:
    known = {"check_id": check, "table": "leads", "severity": "warning", "owner": "sales",
             "description": f"{check} holds.", "n_failed": 2, "open_value": 0.0, "won_value": 0.0,
             "moves": [], "examples": ["deals.csv row 12 (id O1)"]}  # fmt: skip
    return {name: (known | given).get(name) for name in DEFECTS}


def listed(*found: dict[str, Any], worth: dict[int, int] | None = None) -> Priced:
    defects = pl.DataFrame(list(found), schema=DEFECTS)
    problems = [row for row in found if row["severity"] in PROBLEMS]
    touched = pl.DataFrame(
        [(row["check_id"], n) for n, row in enumerate(problems)],
        schema={"check_id": pl.String, "deal": pl.UInt32}, orient="row",
    )  # fmt: skip
    known = {"deal": pl.UInt32, "open_value": pl.Decimal(38, 6)}
    rows = None if worth is None else pl.DataFrame(list(worth.items()), schema=known, orient="row")
    return Priced(defects, touched, rows)


def test_the_bottom_line_is_one_sentence_of_money(english):
    told = listed(
        defect("a", severity="critical", open_value=400.0, freed_value=400.0),
        defect("b", open_value=12.0, freed_value=412.0),
        defect("i", severity="info"),
        worth={0: 400, 1: 12, 2: 88},
    )
    assert bottom_line(told, english, "USD") == (
        "1 critical, 1 warning; $412 of the $500 in the pipeline rests on records with problems; "
        "mending the first 2 on the list frees $412."
    )


def test_what_mending_frees_is_told_of_five_at_most(english):
    found = [defect(f"c{n}", open_value=1.0, freed_value=float(n + 1)) for n in range(7)]
    said = bottom_line(listed(*found, worth=dict.fromkeys(range(7), 1)), english, "USD")
    assert "7 warnings; $7 of the $7" in said
    assert said.endswith("mending the first 5 on the list frees $5.")


def test_nothing_wrong_nothing_at_stake_and_no_deals_are_told_apart(english):
    assert bottom_line(listed(worth={}), english, "USD") == "No check found a problem."
    harmless = listed(defect("a"), worth={7: 90})
    assert "none of the $90 in the pipeline rests on them" in bottom_line(harmless, english, "USD")
    unknown = listed(defect("a", open_value=None))
    assert "no export gives deals" in bottom_line(unknown, english, "USD")


def test_the_bottom_line_speaks_spanish(spanish):
    told = listed(defect("a", open_value=1500.0, freed_value=1500.0), worth={0: 1500})
    assert "1.500" in bottom_line(told, spanish, "USD")
    assert "warning" not in bottom_line(told, spanish, "USD")


def test_what_has_no_price_is_said(english):
    told = listed(defect("a", moves=None, n_failed=None), defect("b"), worth={1: None})
    assert whole_tables(told.problems)["check_id"].to_list() == ["a"]
    whole, bare = left_out(1, told, english)
    assert whole.startswith("1 problem has no price")
    assert bare == "1 open deal on such records has no value; it counts as 0."
    assert left_out(0, listed(defect("b")), english) == []


def test_the_list_says_money_what_where_and_what_moves(english):
    move = {"metric": "n_leads", "with": 412.0, "without": 398.0}
    told = by_money(
        listed(
            defect("a", open_value=500.0, won_value=90.0, moves=[move]),
            defect("b", table="spend", spend_value=7.0, n_failed=1, examples=[]),
            defect("whole", moves=None),
        ).problems,
        english, "USD",
    )  # fmt: skip
    assert told.drop(ASIDE).rows() == [
        (1, "$500 open; $90 won", "a holds.", "Leads: 2 records, such as deals.csv row 12 (id O1)",
         "Number of leads: 412 → 398", "sales", "warning"),
        (2, "$7 spent", "b holds.", "Spend: 1 record", None, "sales", "warning"),
    ]  # fmt: skip
    assert set(told.columns) <= set(LABELS)


def test_the_largest_moves_come_first_and_those_too_small_to_see_are_left_out(english):
    told = [
        {"metric": "n_leads", "with": 100.0, "without": 99.0},
        {"metric": "win_rate", "with": 0.5, "without": 0.50001},
        {"metric": "n_won", "with": 0.0, "without": 3.0},
        {"metric": "n_lost", "with": 8.0, "without": 8.0},
    ]
    assert moved(told, english, "USD") == "Deals won: 0 → 3; Number of leads: 100 → 99"
    assert moved(told[1:2], english, "USD") is None
    assert moved(None, english, "USD") is None


def test_columns_put_aside_are_in_the_downloads_only(english, everything, tmp_path):
    told = by_money(listed(defect("a", open_value=512.25)).problems, english, "USD")
    html = table_html(told, english, title="Problems", currency="USD", aside=ASIDE)
    (tmp_path / "page.html").write_text(html, "utf-8")
    assert "512.25" not in html
    assert "512.25" in everything(tmp_path / "page.html")


def test_what_an_export_says_is_shown_and_never_run(english):
    told = by_money(
        listed(defect("a", examples=[HOSTILE], description=HOSTILE)).problems, english, "USD"
    )
    html = table_html(told, english, title="Problems", currency="USD", aside=ASIDE)
    assert "<script" not in html
    assert "&lt;script" in html


def test_what_a_check_means_is_told_in_the_reader_s_language(spanish):
    told = pl.DataFrame({"description": ["No check found a problem.", "A {sentence} of a team."]})
    html = table_html(told, spanish, title="Todo")
    assert "Ningún control encontró un problema." in html
    assert "A {sentence} of a team." in html
