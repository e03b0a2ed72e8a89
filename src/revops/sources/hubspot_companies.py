"""HubSpot: companies, in English, Spanish or Portuguese."""

from revops.sources.hubspot_ids import ADVICE, CREATED, record_id
from revops.sources.mapping import Export

EXPORTS = (
    Export(
        vendor="hubspot",
        name="companies",
        table="accounts",
        advice=ADVICE,
        columns={
            "account_id": record_id("Company", "Empresa", "Empresa"),
            "name": ("Company name", "Nombre de la empresa", "Nome da empresa", "Name"),
            "domain": (
                "Company Domain Name",
                "Nombre de dominio de la empresa",
                "Nome de domínio da empresa",
                "Website URL",
                "URL del sitio web",
                "URL do site",
                "domain",
            ),
            "tax_id": (
                "Tax ID",
                "RUT",
                "RFC",
                "NIT",
                "RUC",
                "CUIT",
                "CNPJ",
                "CIF",
                "NIF",
                "VAT number",
            ),
            "industry": ("Industry", "Sector", "Industria", "Setor", "Indústria"),
            "employees": (
                "Number of Employees",
                "Número de empleados",
                "Cantidad de empleados",
                "Número de funcionários",
                "numberofemployees",
            ),
            "country": ("Country/Region", "Country", "País/región", "País/Região", "País"),
            "owner_id": (
                "Company owner",
                "Propietario de la empresa",
                "Proprietário da empresa",
                "hubspot_owner_id",
            ),
            "parent_id": (
                "Parent Company ID",
                "ID de la empresa matriz",
                "ID da empresa matriz",
                "hs_parent_company_id",
                "Parent Company",
                "Empresa matriz",
            ),
            "created_at": CREATED,
        },
    ),
)
