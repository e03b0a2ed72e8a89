"""Leads as the CRM knows them: name, address, dates of each stage, owner and source."""

import polars as pl

from revops.sample.calendar import END
from revops.sample.channels import CHANNELS
from revops.sample.company import TITLES
from revops.sample.outcome import Outcome, won
from revops.sample.records.companies import FREE_MAIL, plain
from revops.sample.records.words import GIVEN_NAMES, SURNAMES
from revops.sample.streams import stream

FIRST_ID, STEP = 20_101, 3
DIAL = {"Chile": "+56 9", "Peru": "+51 9", "Mexico": "+52 55", "Colombia": "+57 3"}


def contacts(seed: int, outcome: Outcome, companies: pl.DataFrame) -> pl.DataFrame:
    """Give one row per lead, in the order in which the CRM made them."""
    of_company = companies.select("account", "company_id", "name", "domain", "owner", "has_company")
    leads = outcome.leads.sort("created", "person").with_row_index("rank")
    leads = leads.join(of_company, on="account", maintain_order="left").join(
        _first_touches(outcome), on="person", how="left", maintain_order="left"
    )
    known = leads.with_columns(
        contact_id=(FIRST_ID + STEP * pl.col("rank").cast(pl.Int64)).cast(pl.String),
        mql=pl.when(pl.col("mql") < END).then("mql"),
        routed=pl.when(pl.col("routed") < END).then("routed"),
        contacted=pl.when(pl.col("contacted") < END).then("contacted"),
        rejected=pl.when(pl.col("rejected") < END).then("rejected"),
    )
    return _named(seed, _stages(seed, known, outcome))


def _first_touches(outcome: Outcome) -> pl.DataFrame:
    """Give the first touch of each person that tracking saw: the CRM's original source."""
    seen = outcome.touches.filter(pl.col("day") <= pl.col("created") + 1e-9)
    return seen.group_by("person", maintain_order=True).agg(
        first_channel=pl.col("channel").first(), first_campaign=pl.col("campaign_id").first()
    )


def _named(seed: int, leads: pl.DataFrame) -> pl.DataFrame:
    """Add names, addresses, titles and telephone numbers."""
    rng = stream(seed, "names")
    size = leads.height
    given, surname = rng.integers(0, len(GIVEN_NAMES), size), rng.integers(0, len(SURNAMES), size)
    leads = leads.with_columns(
        first_name=pl.Series([GIVEN_NAMES[i] for i in given]),
        last_name=pl.Series([SURNAMES[i] for i in surname]),
        u_mail=pl.Series(rng.random(size)),
        phone_number=pl.Series(rng.integers(1000, 9999, size)),
        job_title=_titles(leads.get_column("role"), rng.random(size).tolist()),
        u_title=pl.Series(rng.random(size)),
    )
    domain = pl.when("has_company").then("domain").otherwise(pl.lit(FREE_MAIL))
    box = plain(pl.concat_str("first_name", pl.lit("."), "last_name"))
    nth = pl.int_range(pl.len()).over("box", "domain")
    number = pl.when(nth > 0).then((nth + 1).cast(pl.String)).otherwise(pl.lit(""))
    dial = pl.col("country").replace_strict(DIAL, return_dtype=pl.String)
    return (
        leads.with_columns(box=box, domain=domain)
        .with_columns(email=pl.concat_str("box", number, pl.lit("@"), "domain"))
        .with_columns(
            phone=pl.when(pl.col("u_mail") < 0.1).then(
                pl.concat_str(dial, pl.lit(" 0000 "), pl.col("phone_number"))
            ),
            job_title=pl.when(pl.col("u_title") < 0.5).then("job_title"),
        )
    )


def _titles(roles: pl.Series, draws: list[float]) -> pl.Series:
    """Give each person a title that goes with the role."""
    titles = [TITLES[role] for role in roles.to_list()]
    return pl.Series([some[int(u * len(some))] for some, u in zip(titles, draws, strict=True)])


def _stages(seed: int, leads: pl.DataFrame, outcome: Outcome) -> pl.DataFrame:
    """Add the sales-qualified date, the stage of today, the status and the CRM's source."""
    draw = pl.Series(stream(seed, "stages").random(leads.height))
    deals = outcome.deals.select("account", "opened", "closed")
    of_won = won(outcome).get_column("account")
    leads = leads.join(deals, on="account", how="left", maintain_order="left")
    in_deal = pl.col("opened").is_not_null() & (pl.col("contacted") <= pl.col("opened"))
    sql = pl.when(in_deal).then(
        pl.col("contacted") + (0.4 + 0.5 * pl.lit(draw)) * (pl.col("opened") - pl.col("contacted"))
    )
    alone = pl.when(pl.lit(draw) < 0.15).then(pl.col("contacted") + 5)
    sold = pl.when(pl.col("opened").is_null()).then(alone).otherwise(sql)
    hubspot = {channel.name: channel.hubspot for channel in CHANNELS.values()}
    source = pl.col("first_channel").replace_strict(hubspot, return_dtype=pl.String)
    return leads.with_columns(
        sql=pl.when(sold < END).then(sold),
        source=source.fill_null("Offline Sources"),
        source_detail=pl.when(pl.col("first_channel").is_null())
        .then(pl.lit("sales_prospecting"))
        .otherwise("first_campaign"),
    ).with_columns(
        lifecycle=pl.when(pl.col("account").is_in(of_won.implode()) & in_deal)
        .then(pl.lit("Customer"))
        .when(in_deal)
        .then(pl.lit("Opportunity"))
        .when(pl.col("sql").is_not_null())
        .then(pl.lit("Sales Qualified Lead"))
        .when(pl.col("mql").is_not_null())
        .then(pl.lit("Marketing Qualified Lead"))
        .otherwise(pl.lit("Lead")),
        status=_status(in_deal),
        owner=pl.when(pl.col("routed").is_not_null() | in_deal).then("owner"),
    )


def _status(in_deal: pl.Expr) -> pl.Expr:
    """Give HubSpot's lead status; blank for people whom nobody works yet."""
    return (
        pl.when(in_deal)
        .then(pl.lit("Open deal"))
        .when(pl.col("rejected").is_not_null())
        .then(pl.lit("Rejected"))
        .when(pl.col("sql").is_not_null())
        .then(pl.lit("Connected"))
        .when(pl.col("contacted").is_not_null())
        .then(pl.lit("Attempted to contact"))
        .when(pl.col("routed").is_not_null())
        .then(pl.lit("New"))
    )
