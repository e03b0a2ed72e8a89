"""Companies as the CRM knows them: name, domain, and the size that somebody typed in."""

import polars as pl

from revops.sample.calendar import END
from revops.sample.company import FORMER_SELLER, LEGAL_FORMS, SELLERS
from revops.sample.outcome import Outcome, won
from revops.sample.records.words import FIRST_WORDS, SECOND_WORDS
from revops.sample.streams import stream
from revops.sample.world import World

FIRST_ID, STEP = 500_011, 7
EMPLOYEES_KNOWN, FILLED_AFTER_WIN = 0.55, 0.9
NO_COMPANY, FREE_MAIL = 0.05, "correo.example"


def companies(seed: int, world: World, outcome: Outcome) -> pl.DataFrame:
    """Give one row per account with a lead; a few single persons have no company record."""
    rng = stream(seed, "companies")
    first = outcome.leads.group_by("account").agg(created=pl.col("created").min())
    frame = world.accounts.select("account", "country", "industry", "employees", "group_size")
    names = pl.Series(rng.permutation(len(FIRST_WORDS) * len(SECOND_WORDS)))
    frame = frame.with_columns(
        u_size=pl.Series(rng.random(frame.height)),
        u_none=pl.Series(rng.random(frame.height)),
        seller=pl.Series(rng.integers(0, len(SELLERS), frame.height)),
        u_former=pl.Series(rng.random(frame.height)),
    )
    deals = outcome.deals.select("account", has_deal=pl.lit(True))
    frame = (
        frame.join(first, on="account")
        .join(deals, on="account", how="left")
        .sort("created", "account")
        .with_row_index("rank")
        .with_columns(pl.col("rank").cast(pl.Int64))
        .with_columns(
            pick=pl.lit(names).gather(pl.col("rank") % names.len()),
            again=pl.col("rank") // names.len(),
            company_id=(FIRST_ID + STEP * pl.col("rank")).cast(pl.String),
            owner=_owner(),
        )
    )
    late = "late_employees" in world.stories
    sized = _employees(_named(frame), won(outcome), late=late)
    return sized.drop("u_size", "seller", "u_former", "pick")


def _owner() -> pl.Expr:
    """Give each company a seller; a few still belong to one who left."""
    seller = pl.col("seller").replace_strict(dict(enumerate(SELLERS)), return_dtype=pl.String)
    left = (pl.col("u_former") < 0.04) & (pl.col("created") < 330)
    return pl.when(left).then(pl.lit(FORMER_SELLER)).otherwise(seller)


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """Add name and domain, different for every company."""
    width = len(SECOND_WORDS)
    first = (pl.col("pick") // width).replace_strict(dict(enumerate(FIRST_WORDS)))
    second = (pl.col("pick") % width).replace_strict(dict(enumerate(SECOND_WORDS)))
    form = pl.coalesce(
        pl.when(pl.col("country") == country).then(
            (pl.col("pick") % len(forms)).replace_strict(dict(enumerate(forms)))
        )
        for country, forms in LEGAL_FORMS.items()
    )
    number = pl.when(pl.col("again") > 0).then(pl.format(" {}", pl.col("again") + 1))
    title = pl.concat_str(second, pl.lit(" "), first, number.fill_null(""))
    slug = plain(title).str.replace_all(" ", "")
    alone = (pl.col("u_none") < NO_COMPANY) & (pl.col("group_size") == 1)
    return frame.with_columns(
        name=pl.concat_str(title, pl.lit(" "), form),
        domain=pl.concat_str(slug, pl.lit(".example")),
        has_company=~(alone & pl.col("has_deal").is_null()),
    )


def plain(text: pl.Expr) -> pl.Expr:
    """Fold accents and case.

    >>> pl.select(plain(pl.lit("Peñón Óptica"))).item()
    'penon optica'
    """
    return text.str.to_lowercase().str.normalize("NFD").str.replace_all(r"\p{M}", "")


def _employees(frame: pl.DataFrame, wins: pl.DataFrame, *, late: bool) -> pl.DataFrame:
    """Blank the sizes nobody knew; sales fills most of them in once a deal is won."""
    won_accounts = frame.get_column("account").is_in(wins.get_column("account").implode())
    known = pl.col("u_size") < EMPLOYEES_KNOWN
    filled = pl.lit(won_accounts) & (pl.col("u_size") < 1 - (1 - EMPLOYEES_KNOWN) * 0.1) & ~known
    filled &= pl.lit(late)
    return frame.with_columns(
        employees=pl.when(known | filled).then(pl.col("employees")), filled_after_win=filled
    ).filter(pl.col("created") < END)
