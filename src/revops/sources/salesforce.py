"""Salesforce: objects as Data Loader or a report writes them; relations may be `Account.X__c`.

Ids stay as text, 15 or 18 characters as they come: export all objects in one way. `CreatedDate`
is the day of the import after a migration; name the true one under `columns` then.
"""

from revops.sources.mapping import Cell, Export, FirstFilled, Joined
from revops.sources.salesforce_activities import EXPORTS as ACTIVITIES
from revops.sources.salesforce_opportunities import EXPORTS as OPPORTUNITIES
from revops.sources.salesforce_parts import FOOTER, created, external, owner

_NAME = Joined((("FirstName", "First Name"), ("LastName", "Last Name")))
_PERSON: dict[str, Cell] = {
    "email": ("Email",),
    "full_name": _NAME,
    "phone": ("Phone", "MobilePhone", "Mobile"),
    "job_title": ("Title",),
    "original_source": ("LeadSource", "Lead Source"),
    "owner_id": owner(),
    "created_at": created(),
    "bounced_at": ("EmailBouncedDate", "Email Bounced Date"),
}

EXPORTS = (
    Export(
        vendor="salesforce",
        name="lead",
        table="leads",
        totals=FOOTER,
        constants={"record_type": "lead"},
        blanks={"is_converted": "false"},
        columns={
            **_PERSON,
            "lead_id": ("Id", "Lead ID", "External_Id__c"),
            "account_id": external("ConvertedAccount", "Converted Account ID"),
            "company": ("Company", "Company / Account"),
            "country": ("Country", "CountryCode"),
            "lifecycle_stage": ("Status", "Lead Status"),
            "is_converted": ("IsConverted", "Converted"),
            "converted_at": ("ConvertedDate", "Converted Date", "ConvertedDate__c"),
            "converted_opportunity_id": external(
                "ConvertedOpportunity", "Converted Opportunity ID"
            ),
            "merged_into": FirstFilled(
                (external("ConvertedContact", "Converted Contact ID"), ("MasterRecordId",))
            ),
        },
    ),
    Export(
        vendor="salesforce",
        name="contact",
        table="leads",
        totals=FOOTER,
        constants={"record_type": "contact"},
        columns={
            **_PERSON,
            "lead_id": ("Id", "Contact ID", "External_Id__c"),
            "account_id": external("Account", "Account ID"),
            "company": ("Account.Name", "Account Name"),
            "country": ("MailingCountry", "Mailing Country", "MailingCountryCode"),
            "merged_into": ("MasterRecordId",),
        },
    ),
    Export(
        vendor="salesforce",
        name="account",
        table="accounts",
        totals=FOOTER,
        columns={
            "account_id": ("Id", "Account ID", "External_Id__c"),
            "name": ("Name", "Account Name"),
            "domain": ("Website",),
            "tax_id": ("Tax_Id__c", "TaxId__c", "RUT__c", "RFC__c", "NIT__c", "CNPJ__c"),
            "industry": ("Industry",),
            "employees": ("NumberOfEmployees", "Employees"),
            "country": ("BillingCountry", "Billing Country", "BillingCountryCode"),
            "owner_id": owner(),
            "parent_id": external("Parent", "Parent Account ID"),
            "created_at": created(),
        },
    ),
    Export(
        vendor="salesforce",
        name="user",
        table="users",
        totals=FOOTER,
        columns={
            "user_id": ("Id", "User ID", "External_Id__c"),
            "name": ("Name", "Full Name", "Username"),
            "team": ("Department", "Division"),
            "is_active": ("IsActive", "Active"),
        },
        values={
            "team": {
                "Marketing": "marketing",
                "Sales": "sales",
                "Ventas": "sales",
                "Customer Success": "success",
                "Success": "success",
            }
        },
    ),
    *OPPORTUNITIES,
    *ACTIVITIES,
)
