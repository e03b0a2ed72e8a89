"""Salesforce: objects as Data Loader or a report writes them; relations may be `Account.X__c`.

A report writes ids of 15 characters, Data Loader of 18: they are one. `CreatedDate` is the day of
the import after a migration; name the true one under `columns` then. A report without the id of
its records is refused, with the column to add: names are no keys. What `IsDeleted` marks is set
aside: Data Loader's Export All holds it too.
"""

from dataclasses import replace

from revops.sources.mapping import Export
from revops.sources.salesforce_activities import EXPORTS as ACTIVITIES
from revops.sources.salesforce_campaigns import EXPORTS as CAMPAIGNS
from revops.sources.salesforce_history import EXPORTS as HISTORY
from revops.sources.salesforce_opportunities import EXPORTS as OPPORTUNITIES
from revops.sources.salesforce_parts import FOOTER, IDS, created, external, own_id, owner
from revops.sources.salesforce_people import EXPORTS as PEOPLE

_EXPORTS = (
    *PEOPLE,
    Export(
        vendor="salesforce",
        name="account",
        table="accounts",
        totals=FOOTER,
        advice=IDS.format(column="Account ID"),
        columns={
            "account_id": own_id("Account ID", "Id. de cuenta", "ID da conta"),
            "name": ("Name", "Account Name", "Nombre de la cuenta", "Nome da conta"),
            "domain": ("Website", "Sitio web", "Site", "Página web"),
            "tax_id": (
                *("Tax_Id__c", "TaxId__c", "RUT__c", "RFC__c", "NIT__c", "CNPJ__c", "VAT__c"),
                *("Tax ID", "RUT", "RFC", "NIT", "RUC", "CUIT", "CNPJ", "CIF"),
            ),
            "industry": ("Industry", "Sector", "Setor"),
            "employees": ("NumberOfEmployees", "Employees", "Empleados", "Funcionários"),
            "country": (
                "BillingCountry",
                "Billing Country",
                "BillingCountryCode",
                "País de facturación",
                "País de cobrança",
            ),
            "owner_id": owner(
                "Account Owner",
                "Propietario de la cuenta",
                "Propietario de cuenta",
                "Proprietário da conta",
            ),
            "parent_id": external("Parent", "Parent Account ID", "Id. de cuenta principal"),
            "created_at": created(),
        },
    ),
    Export(
        vendor="salesforce",
        name="user",
        table="users",
        totals=FOOTER,
        advice=IDS.format(column="User ID"),
        columns={
            "user_id": own_id("User ID", "Id. de usuario", "ID do usuário"),
            "name": ("Name", "Full Name", "Nombre completo", "Nome completo", "Username"),
            "team": ("Department", "Departamento", "Division", "División", "Divisão"),
            "is_active": ("IsActive", "Active", "Activo", "Ativo"),
        },
        values={
            "team": {
                "Marketing": "marketing",
                "Sales": "sales",
                "Ventas": "sales",
                "Vendas": "sales",
                "Customer Success": "success",
                "Success": "success",
            }
        },
    ),
    *OPPORTUNITIES,
    *HISTORY,
    *CAMPAIGNS,
    *ACTIVITIES,
)

EXPORTS = tuple(replace(one, ids="salesforce", deleted=("IsDeleted",)) for one in _EXPORTS)
