"""google_ads_campaigns.csv: the web page's report, two lines above its header, totals below."""

from dataclasses import replace

import polars as pl

from revops.sample.campaigns import CAMPAIGNS, is_over
from revops.sample.exports.sheet import Sheet, day
from revops.sample.records import Records

FILE = "google_ads_campaigns.csv"
PREAMBLE = ("Campaign report", '"January 1, 2025 - June 30, 2026"')
MISSING = " --"
CURRENCY = "USD"
#: Campaigns removed from the account still count in its total.
REMOVED_SHARE = 0.031


def google_ads(records: Records) -> Sheet:
    """Give one row per campaign and day, in the account's currency."""
    rows = records.spend.filter(pl.col("vendor") == "google_ads").sort("day", "campaign_id")
    over = {one.campaign_id: "Ended" if is_over(one) else "Enabled" for one in CAMPAIGNS}
    click_cost = pl.col("cost_usd") / pl.col("clicks")
    claimed = pl.when(pl.col("conversions") > 0).then(pl.col("conversions"))
    shown = rows.select(
        pl.col("campaign_id").replace_strict(over).alias("Campaign status"),
        pl.col("campaign_id").alias("Campaign"),
        day("day").alias("Day"),
        pl.lit("Search").alias("Campaign type"),
        _commas(pl.col("impressions"), 0).alias("Impr."),
        _commas(pl.col("clicks"), 0).alias("Clicks"),
        pl.lit(CURRENCY).alias("Currency code"),
        _commas(click_cost, 2).alias("Avg. CPC"),
        _commas(pl.col("cost_usd"), 2).alias("Cost"),
        _commas(pl.col("conversions"), 2).alias("Conversions"),
        _commas(pl.col("cost_usd") / claimed, 2).alias("Cost / conv."),
    )
    return Sheet(FILE, shown.fill_null(MISSING), preamble=PREAMBLE)


def _commas(value: pl.Expr, digits: int) -> pl.Expr:
    """Write a number with a comma between thousands.

    >>> pl.select(_commas(pl.lit(1356884.5), 2)).item()
    '1,356,884.50'
    """
    number = value.round(digits).cast(pl.Decimal(18, digits)).cast(pl.String)
    whole, decimals = number.str.extract(r"^(-?\d+)"), number.str.extract(r"(\.\d+)$")
    grouped = whole.str.reverse().str.replace_all(r"(\d{3})", "${1},").str.reverse()
    return grouped.str.strip_prefix(",").str.replace(r"^-,", "-") + decimals.fill_null("")


def with_totals(sheet: Sheet) -> Sheet:
    """Add the overlapping totals: adding up the Cost column gives four times the truth."""
    plain = sheet.frame.with_columns(
        pl.col(name).str.replace_all(",", "").cast(pl.Float64, strict=False).fill_null(0.0)
        for name in ("Impr.", "Clicks", "Cost", "Conversions")
    ).select("Impr.", "Clicks", "Cost", "Conversions")
    rows = []
    for name, factor in (("Campaigns", 1.0), ("Search", 1.0), ("Account", 1 + REMOVED_SHARE)):
        total = plain.sum().select(
            _commas(pl.col("Impr.") * factor, 0),
            _commas(pl.col("Clicks") * factor, 0),
            _commas(pl.col("Cost") * factor, 2),
            _commas(pl.col("Conversions") * factor, 2),
        )
        cells = dict.fromkeys(sheet.frame.columns, MISSING) | total.row(0, named=True)
        rows.append(cells | {"Campaign status": f"Total: {name}", "Currency code": CURRENCY})
    return replace(sheet, frame=sheet.plus(rows).frame)
