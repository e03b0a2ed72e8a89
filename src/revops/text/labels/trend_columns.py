"""Names of what is told of checks over loads, and of the list of rows to mend."""

from revops.text.mark import N_

TREND_COLUMNS = {
    "compared": N_("Compared"),
    "first_load_seen": N_("Fails since the load of"),
    "load": N_("Load"),
    "n_checks": N_("Checks"),
    "n_mended": N_("Rows mended"),
    "n_new": N_("Rows new"),
    "n_passed": N_("Checks passed"),
    "n_persisting": N_("Rows that persist"),
    "pass_rate": N_("Share of checks passed"),
    "snapshot": N_("Snapshot"),
    "value_touched": N_("Pipeline it touches"),
    "was": N_("At the load before"),
}

#: How far a check can be compared with the load before.
COMPARED = {
    "by count": N_("By count"),
    "by record": N_("Record by record"),
    "by status": N_("By status"),
    "first load": N_("Not at the load before"),
    "not the same check": N_("Another check before"),
}
