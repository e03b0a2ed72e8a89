"""hubspot_contacts.csv: the CRM's people, times in the account's zone and unmarked."""

import polars as pl

from revops.sample.exports.sheet import Sheet, local
from revops.sample.records import Records
from revops.sample.streams import stream, weighted

FILE = "hubspot_contacts.csv"
#: What people answer to "how did you hear about us?", by the channel that found them.
HEARD = {
    "paid_search": "Google",
    "brand_search": "Un colega",
    "organic_search": "Google",
    "paid_social": "Redes sociales",
    "retargeting": "No recuerdo",
    "organic_social": "Redes sociales",
    "content": "Una guía o boletín",
    "webinar": "Webinar",
    "referral": "Un colega",
    "event": "Feria",
    "direct": "Un colega",
}
_SLIPS = {"Google": 0.3, "Un colega": 0.3, "Webinar": 0.15, "Feria": 0.1, "No recuerdo": 0.15}
ANSWER_SHARE, TRUE_SHARE = 0.42, 0.7


def contacts(seed: int, records: Records) -> Sheet:
    """Give one row per lead."""
    frame = records.contacts.with_columns(heard=_heard(seed, records.contacts))
    shown = frame.select(
        pl.col("contact_id").alias("Record ID"),
        pl.col("first_name").alias("First Name"),
        pl.col("last_name").alias("Last Name"),
        pl.col("email").alias("Email"),
        pl.col("phone").alias("Phone Number"),
        pl.col("job_title").alias("Job Title"),
        pl.col("lifecycle").alias("Lifecycle Stage"),
        pl.col("status").alias("Lead Status"),
        local("created").alias("Create Date"),
        pl.col("source").alias("Original Source"),
        pl.col("source_detail").alias("Original Source Drill-Down 1"),
        pl.when("has_company").then("name").alias("Associated Company"),
        pl.when("has_company").then("company_id").alias("Associated Company IDs"),
        pl.col("country").alias("Country/Region"),
        pl.col("owner").alias("Contact owner"),
        local("routed").alias("Owner assigned date"),
        local("created").alias("Became a Lead Date"),
        local("mql").alias("Became a Marketing Qualified Lead Date"),
        local("sql").alias("Became a Sales Qualified Lead Date"),
        pl.col("heard").alias("How did you hear about us?"),
    )
    return Sheet(FILE, shown)


def _heard(seed: int, contacts: pl.DataFrame) -> pl.Expr:
    """Draw what people remember: often the truth, often something else, mostly nothing."""
    rng = stream(seed, "heard")
    size = contacts.height
    truth = pl.col("first_channel").replace_strict(HEARD, default=None, return_dtype=pl.String)
    is_true = pl.lit(pl.Series(rng.random(size) < TRUE_SHARE))
    answers = pl.lit(pl.Series(rng.random(size) < ANSWER_SHARE))
    slip = pl.lit(pl.Series(weighted(rng, _SLIPS, size)))
    return pl.when(answers & truth.is_not_null()).then(pl.when(is_true).then(truth).otherwise(slip))
