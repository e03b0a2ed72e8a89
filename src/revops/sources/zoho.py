"""Zoho CRM: leads, contacts, accounts and deals, in English, Spanish or Portuguese.

An id stands as `zcrm_123` in `Record Id` or as `123` in `LEADID`; what a record belongs to has its
id beside its name, in `Account Name.id`. Only an id joins. Times carry no zone.
"""

from revops.sources.mapping import Export
from revops.sources.zoho_activities import EXPORTS as ACTIVITIES
from revops.sources.zoho_deals import EXPORTS as DEALS
from revops.sources.zoho_parts import ACCOUNT, ADVICE, CREATED, MISSING, owner, record_id
from revops.sources.zoho_people import EXPORTS as PEOPLE

EXPORTS = (
    *PEOPLE,
    Export(
        vendor="zoho",
        name="accounts",
        table="accounts",
        missing=MISSING,
        advice=ADVICE,
        columns={
            "account_id": record_id("Account", "Cuenta", "Conta"),
            "name": ACCOUNT,
            "domain": ("Website", "Sitio web", "Site"),
            "tax_id": ("Tax ID", "RUT", "RFC", "NIT", "RUC", "CUIT", "CNPJ", "CIF", "VAT Number"),
            "industry": ("Industry", "Sector", "Setor"),
            "employees": ("Employees", "Empleados", "Funcionários"),
            "country": ("Billing Country", "País de facturación", "País de cobrança"),
            "owner_id": owner("Account", "la cuenta", "da conta"),
            "parent_id": ("Parent Account.id", "Parent Account ID"),
            "created_at": CREATED,
        },
    ),
    *DEALS,
    *ACTIVITIES,
)
