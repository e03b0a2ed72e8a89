"""A person known to the CRM who could buy: one row per person."""

from revops.tables.table import INSTANT, TEXT, YES_NO, Column, Table

LEADS = Table(
    name="leads",
    grain="A person known to the CRM who could buy: one row per person.",
    key=("lead_id",),
    columns={
        "lead_id": Column(TEXT, "The CRM's id of the person."),
        "record_type": Column(TEXT, "`lead` or `contact`: which kind of record the CRM keeps."),
        "account_id": Column(TEXT, "The company the person works for."),
        "email": Column(TEXT, "E-mail address, trimmed and lower case.", personal=True),
        "email_hash": Column(TEXT, "SHA-256 of the e-mail address, to join on without showing it."),
        "full_name": Column(TEXT, "The person's name.", personal=True),
        "phone": Column(TEXT, "Telephone number, as written.", personal=True),
        "job_title": Column(TEXT, "What the person does there."),
        "company": Column(TEXT, "The company's name, as the person gave it."),
        "country": Column(TEXT, "Country, as the CRM has it."),
        "created_at": Column(INSTANT, "When the CRM first knew the person."),
        "original_source": Column(TEXT, "Where the CRM says that the person came from first."),
        "original_source_detail": Column(TEXT, "The CRM's detail of that source."),
        "landing_page": Column(TEXT, "The page on which the person arrived."),
        "self_reported_source": Column(
            TEXT, "What the person answered to 'how did you hear about us?'."
        ),
        "lifecycle_stage": Column(TEXT, "The CRM's stage of the person today."),
        "owner_id": Column(TEXT, "The user who owns the person today."),
        "routed_at": Column(INSTANT, "When the person was handed to an owner."),
        "is_converted": Column(YES_NO, "True once a Salesforce lead became a contact."),
        "converted_at": Column(INSTANT, "When it did."),
        "converted_opportunity_id": Column(TEXT, "The opportunity made at the conversion."),
        "merged_into": Column(TEXT, "The lead that this record was merged into."),
        "consent_basis": Column(TEXT, "Why we may write to the person."),
        "bounced_at": Column(INSTANT, "When an e-mail to the person bounced for good."),
        "opted_out_at": Column(INSTANT, "When the person asked for no more e-mails."),
        "deleted_at": Column(INSTANT, "The first state of the CRM that no longer held the row."),
    },
    known_by="created_at",
    questions=("How many people came, from where, and what became of them?",),
)
