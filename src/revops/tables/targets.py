"""A goal that both teams share."""

from revops.tables.table import DAY, NUMBER, TEXT, Column, Table

TARGETS = Table(
    name="targets",
    grain="A goal that both teams share.",
    key=(
        "metric_id",
        "params",
        "period",
    ),
    columns={
        "metric_id": Column(TEXT, "The metric, by its id."),
        "params": Column(TEXT, "Its parameters as JSON; `{}` for none."),
        "period": Column(TEXT, "The period: 2026, 2026-Q2, 2026-06 or 2026-W26."),
        "value": Column(NUMBER, "What was agreed, in the metric's unit."),
        "agreed_on": Column(DAY, "When it was agreed."),
    },
    questions=("Are we on pace for what we agreed?",),
)
