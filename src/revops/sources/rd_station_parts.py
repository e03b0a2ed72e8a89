"""RD Station: what its exports have in common."""

from revops.sources.mapping import Names

DATES = ("%d/%m/%Y",)
DECIMAL = ","
#: A day and its hour stand in two columns.
CREATED: tuple[Names, Names] = (
    ("Data de criação", "Criado em", "Criada em", "created_at"),
    ("Hora de criação",),
)
EMAIL: Names = (
    "Email",
    "E-mail",
    "E-mails",
    "Emails",
    "Email do contato",
    "E-mail do contato",
)
OWNER: Names = (
    "Responsável",
    "Usuário responsável",
    "Dono",
)
