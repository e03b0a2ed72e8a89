"""HubSpot: companies, in English or Spanish."""

from revops.sources.mapping import Export

EXPORTS = (
    Export(
        vendor="hubspot",
        name="companies",
        table="accounts",
        columns={
            "account_id": ("Record ID", "Record ID - Company", "ID de registro", "hs_object_id"),
            "name": ("Company name", "Nombre de la empresa", "Name"),
            "domain": (
                "Company Domain Name",
                "Nombre de dominio de la empresa",
                "Website URL",
                "URL del sitio web",
                "domain",
            ),
            "tax_id": ("Tax ID", "RUT", "RFC", "NIT", "CNPJ", "CIF", "VAT number"),
            "industry": ("Industry", "Sector", "Industria"),
            "employees": (
                "Number of Employees",
                "Número de empleados",
                "Cantidad de empleados",
                "numberofemployees",
            ),
            "country": ("Country/Region", "Country", "País/región", "País"),
            "owner_id": ("Company owner", "Propietario de la empresa", "hubspot_owner_id"),
            "parent_id": (
                "Parent Company ID",
                "Parent Company",
                "ID de la empresa matriz",
                "Empresa matriz",
                "hs_parent_company_id",
            ),
            "created_at": ("Create Date", "Created Date", "Fecha de creación", "createdate"),
        },
    ),
)
