"""hubspot_companies.csv: the CRM's companies, with the size that somebody typed in by now."""

import polars as pl

from revops.sample.exports.sheet import Sheet, as_text, local
from revops.sample.records import Records

FILE = "hubspot_companies.csv"


def companies(records: Records) -> Sheet:
    """Give one row per company."""
    shown = records.companies.filter("has_company").select(
        pl.col("company_id").alias("Record ID"),
        pl.col("name").alias("Company name"),
        pl.col("domain").alias("Company Domain Name"),
        pl.col("industry").alias("Industry"),
        pl.col("employees").alias("Number of Employees"),
        pl.col("country").alias("Country/Region"),
        pl.col("owner").alias("Company owner"),
        local("created").alias("Create Date"),
    )
    return Sheet(FILE, as_text(shown))
