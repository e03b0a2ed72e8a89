"""An exchange rate of one day."""

from revops.tables.table import DAY, NUMBER, TEXT, Column, Table

RATES = Table(
    name="rates",
    grain="An exchange rate of one day.",
    key=(
        "currency",
        "day",
    ),
    columns={
        "currency": Column(TEXT, "ISO code, or that of an index unit such as CLF."),
        "day": Column(DAY, "The first day on which the rate holds."),
        "rate": Column(
            NUMBER, "Units of the workspace currency for one unit.", "workspace currency per unit"
        ),
    },
    questions=("What was that amount worth on that day?",),
)
