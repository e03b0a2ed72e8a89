"""Names that break careless pages, on deals and people that reports are sure to show."""

import polars as pl

from revops.sample.defects.bench import ACTIVITIES, COMPANIES, CONTACTS, DEALS, Bench

SCRIPT = '<script>document.title="owned"</script> S.A.'
TEMPLATE = "{{7*7}} & Co"
MATHS = "$E=mc^2$ and **bold**"
FORMULA = '=HYPERLINK("http://x","click")'
COMMAND = "=cmd|'/c calc'!A1"
FORMAT = "{__class__}"
WON = 'Date entered "Closed Won (Sales Pipeline)"'
KIND = "hostile_text"


def plant_hostile_text(bench: Bench) -> None:
    """Rename what was won last, what is stuck longest, and a lead that waits for a call."""
    won = _latest_won(bench)
    for index, name in zip(won[:2], (SCRIPT, TEMPLATE), strict=False):
        _rename_company(bench, index, name)
    for index in won[2:3]:
        what = "mathematics and emphasis in a deal won last"
        bench.change(KIND, DEALS, index, what, {"Deal Name": MATHS})
    for index, name in zip(_stuck_longest(bench), (FORMULA, FORMAT), strict=False):
        what = "a formula or format field in the name of a stuck deal"
        bench.change(KIND, DEALS, index, what, {"Deal Name": name})
    for index in _waiting(bench)[:1]:
        what = "a formula as the first name of a lead that nobody called"
        bench.change(KIND, CONTACTS, index, what, {"First Name": COMMAND})


def _latest_won(bench: Bench) -> list[int]:
    """List the deals won, the latest first, one a company."""
    rows = (
        bench.frame(DEALS)
        .with_row_index("at")
        .filter(pl.col(WON).is_not_null(), pl.col("Deal Type") == "New Business")
    )
    return rows.sort(WON, "at", descending=True).get_column("at").to_list()


def _stuck_longest(bench: Bench) -> list[int]:
    """List the open deals, the one that has not moved for longest first."""
    frame = bench.frame(DEALS)
    entered = [name for name in frame.columns if name.startswith("Date entered")]
    is_open = ~pl.col("Deal Stage").is_in(["Closed Won", "Closed Lost"])
    rows = frame.with_row_index("at").with_columns(since=pl.max_horizontal(entered)).filter(is_open)
    return rows.sort("since", "at").get_column("at").to_list()


def _waiting(bench: Bench) -> list[int]:
    """List the leads handed over in the last month whom nobody did anything with."""
    by_hand = bench.frame(ACTIVITIES).filter(pl.col("is_automated") == "false")
    touched = by_hand.get_column("lead_id").unique()
    rows = (
        bench.frame(CONTACTS)
        .with_row_index("at")
        .filter(
            pl.col("Lead Status") == "New",
            pl.col("Owner assigned date") < "2026-06-26",
            ~pl.col("Record ID").is_in(touched.implode()),
        )
    )
    return rows.sort("Owner assigned date", "at", descending=True).get_column("at").to_list()


def _rename_company(bench: Bench, deal: int, name: str) -> None:
    """Give the company behind a deal another name, wherever it is written."""
    row = bench.frame(DEALS).row(deal, named=True)
    company = row["Associated Company IDs"]
    what = "markup or a template in a company's name; its deal was won last"
    deal_name = f"{name} - {row['Deal Name'].rpartition(' - ')[2]}"
    bench.change(KIND, DEALS, deal, what, {"Deal Name": deal_name})
    for file, column, key in (
        (COMPANIES, "Company name", "Record ID"),
        (CONTACTS, "Associated Company", "Associated Company IDs"),
    ):
        for index in bench.choose(file, pl.col(key) == company, 99):
            bench.change(KIND, file, index, what, {column: name})
