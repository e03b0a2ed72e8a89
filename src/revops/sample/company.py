"""Faro: a made-up company that sells stock and purchasing software to firms of four countries."""

from dataclasses import dataclass

NAME = "Faro"
DOMAIN = "faro.example"
CURRENCY = "USD"

COUNTRIES = {"Chile": 0.48, "Peru": 0.22, "Mexico": 0.18, "Colombia": 0.12}
LEGAL_FORMS = {
    "Chile": ("SpA", "S.A.", "Ltda."),
    "Peru": ("S.A.C.", "S.A.", "S.R.L."),
    "Mexico": ("S.A. de C.V.", "S. de R.L."),
    "Colombia": ("S.A.S.", "Ltda."),
}
#: Industry -> how often, and how well the product fits it.
INDUSTRIES = {
    "Retail": (0.24, 0.5),
    "Food & Beverages": (0.18, 0.4),
    "Logistics": (0.14, 0.3),
    "Construction": (0.13, -0.1),
    "Health": (0.11, 0.0),
    "Agriculture": (0.10, -0.2),
    "Professional Services": (0.10, -0.9),
}
PRODUCTS = ("Inventario", "Compras", "Inventario + Compras")
#: Role in a buying group, in the order in which people join it.
ROLES = ("user", "decision maker", "finance", "IT", "sponsor")
TITLES = {
    "user": ("Jefe de Bodega", "Analista de Inventario", "Encargado de Compras"),
    "decision maker": ("Gerente de Operaciones", "Gerente de Abastecimiento"),
    "finance": ("Gerente de Finanzas", "Controller"),
    "IT": ("Jefe de TI", "Arquitecto de Sistemas"),
    "sponsor": ("Gerente General", "Director de Operaciones"),
}


@dataclass(frozen=True)
class User:
    """A person of ours; the CRM names its users in full, so the name is the id."""

    name: str
    team: str
    is_active: bool = True


USERS = (
    User("Elisa Montt", "marketing"),
    User("Tomás Arrieta", "marketing"),
    User("Renata Quispe", "marketing"),
    User("Bruno Salcedo", "sales"),
    User("Camila Hinojosa", "sales"),
    User("Diego Larraín", "sales"),
    User("Fernanda Ibáñez", "sales"),
    User("Gonzalo Pizarro", "sales"),
    User("Julieta Cárdenas", "sales"),
    User("Martín Echeverri", "sales", is_active=False),
    User("Paula Villaseñor", "success"),
    User("Sergio Bravo", "success"),
)
SELLERS = tuple(user.name for user in USERS if user.team == "sales" and user.is_active)
FORMER_SELLER = "Martín Echeverri"
SUCCESS = tuple(user.name for user in USERS if user.team == "success")
