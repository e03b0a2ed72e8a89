"""A company: one row per company known to the CRM."""

from revops.tables.table import INSTANT, TEXT, WHOLE, Column, Table

ACCOUNTS = Table(
    name="accounts",
    grain="A company: one row per company known to the CRM.",
    key=("account_id",),
    columns={
        "account_id": Column(TEXT, "The CRM's id of the company."),
        "name": Column(TEXT, "The company's name, as the CRM has it."),
        "domain": Column(TEXT, "Registrable domain of its website, lower case."),
        "tax_id": Column(TEXT, "Tax number, as written."),
        "industry": Column(TEXT, "Industry, as the CRM has it."),
        "employees": Column(WHOLE, "How many people work there, as known today.", "people"),
        "country": Column(TEXT, "Country, as the CRM has it."),
        "owner_id": Column(TEXT, "The user who owns the company."),
        "parent_id": Column(TEXT, "The account that owns this one."),
        "created_at": Column(INSTANT, "When the CRM first knew the company."),
        "deleted_at": Column(INSTANT, "The first state of the CRM that no longer held the row."),
    },
    known_by="created_at",
    questions=("Which companies do we sell to, by industry, size and country?",),
)
