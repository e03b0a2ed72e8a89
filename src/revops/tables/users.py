"""A person of ours: one row per user of the CRM."""

from revops.tables.table import TEXT, YES_NO, Column, Table

USERS = Table(
    name="users",
    grain="A person of ours: one row per user of the CRM.",
    key=("user_id",),
    columns={
        "user_id": Column(TEXT, "The CRM's id of the user."),
        "name": Column(TEXT, "The user's name."),
        "team": Column(TEXT, "`marketing`, `sales` or `success`."),
        "is_active": Column(YES_NO, "False once the user left."),
    },
    questions=("Who works in which team?",),
)
