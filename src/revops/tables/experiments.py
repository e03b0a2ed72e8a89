"""A measured lift of one channel or campaign."""

from revops.tables.table import DAY, NUMBER, TEXT, Column, Table

EXPERIMENTS = Table(
    name="experiments",
    grain="A measured lift of one channel or campaign.",
    key=("experiment_id",),
    columns={
        "experiment_id": Column(TEXT, "Our id of the experiment."),
        "channel": Column(TEXT, "The channel that was switched."),
        "campaign_id": Column(TEXT, "Or the campaign."),
        "starts_on": Column(DAY, "First day."),
        "ends_on": Column(DAY, "Last day."),
        "kind": Column(TEXT, "`geo` or `hold-out`."),
        "lift": Column(NUMBER, "What it added, as a share of conversions.", "share"),
        "low": Column(NUMBER, "Lower end of its 95 % interval.", "share"),
        "high": Column(NUMBER, "Upper end of its 95 % interval.", "share"),
        "source": Column(TEXT, "Who measured it, and where it is written."),
    },
    questions=("What does this channel really add?",),
)
