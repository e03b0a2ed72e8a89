"""Deals as the CRM knows them by the as-of day: people, money, stage dates and reasons."""

import polars as pl

from revops.sample.calendar import END
from revops.sample.outcome import Outcome
from revops.sample.worth import usd

FIRST_ID, STEP = 900_017, 13
REASONS = {
    "Precio": 0.28,
    "Momento": 0.20,
    "Competidor": 0.17,
    "Sin decisión": 0.14,
    "Falta integración": 0.11,
    "Sin necesidad": 0.10,
}
#: The topic behind each reason.
REASON_TOPICS = dict(
    zip(
        REASONS,
        ("price", "timing", "competitor", "decision_process", "integration", "no_need"),
        strict=True,
    )
)
UNITS = {"USD": 1.0, "CLP": 950.0, "CLF": 0.0246}


def deals(outcome: Outcome, contacts: pl.DataFrame, companies: pl.DataFrame) -> pl.DataFrame:
    """Give one row per deal that was opened by the as-of day."""
    names = companies.select("account", "company_id", "name", "owner", "country")
    frame = outcome.deals.drop("country", "employees").join(
        outcome.deals.select("account", market_size="employees"), on="account"
    )
    frame = frame.join(names, on="account").join(_people(outcome, contacts), on="account")
    frame = frame.sort("opened", "account").with_row_index("rank")
    return _money(frame).with_columns(
        deal_id=(FIRST_ID + STEP * pl.col("rank").cast(pl.Int64)).cast(pl.String),
        deal_name=pl.concat_str("name", pl.lit(" - "), "product"),
        deal_type=pl.lit("New Business"),
        is_closed=pl.col("closed") < END,
        reason=_reason(pl.col("u_reason")),
    )


def _people(outcome: Outcome, contacts: pl.DataFrame) -> pl.DataFrame:
    """List the people on each deal, the primary one first, five at most."""
    primary = outcome.deals.select("account", "closed", primary="person")
    group = contacts.join(primary, on="account").with_columns(
        is_primary=pl.col("person") == pl.col("primary")
    )
    in_time = pl.col("created") < pl.min_horizontal("closed_right", pl.lit(END))
    joins = in_time & (pl.col("u_group") < 0.85) & pl.col("rejected").is_null()
    return (
        group.filter(pl.col("is_primary") | joins)
        .sort("account", ~pl.col("is_primary"), "created")
        .group_by("account", maintain_order=True)
        .agg(
            contact_ids=pl.col("contact_id").head(5),
            source=pl.col("source").first(),
            first_campaign=pl.col("first_campaign").first(),
        )
    )


def _reason(u: pl.Expr) -> pl.Expr:
    """Choose a lost reason by its share."""
    total, bound = pl.lit(None, dtype=pl.String), 1.0
    for name, share in reversed(REASONS.items()):
        total = pl.when(u < bound).then(pl.lit(name)).otherwise(total)
        bound -= share
    return total


def _money(frame: pl.DataFrame) -> pl.DataFrame:
    """Price each deal by the company's size, in the currency that its country uses."""
    chile = pl.col("country") == "Chile"
    currency = (
        pl.when(chile & (pl.col("u_currency") < 0.58))
        .then(pl.lit("CLP"))
        .when(chile & (pl.col("u_currency") < 0.85))
        .then(pl.lit("CLF"))
        .otherwise(pl.lit("USD"))
    )
    priced = frame.with_columns(usd=usd("market_size"), currency=currency)
    unit = pl.col("currency").replace_strict(UNITS, return_dtype=pl.Float64)
    step = pl.col("currency").replace_strict({"USD": 50.0, "CLP": 10_000.0, "CLF": 0.5})
    return priced.with_columns(amount=(pl.col("usd") * unit / step).round() * step)
