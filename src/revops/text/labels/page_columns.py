"""Names of the columns of a page's own tables: checks, files, the weekly review, fix lists."""

from revops.text.mark import N_

CHECK_COLUMNS = {
    "blocks": N_("Blocks metrics"),
    "age_days": N_("Days since the newest"),
    "check_id": N_("Check"),
    "column": N_("Column"),
    "description": N_("What it means"),
    "example": N_("Example"),
    "examples": N_("Examples"),
    "failed_share": N_("Share of rows"),
    "file": N_("File"),
    "guards": N_("Metrics it guards"),
    "metric": N_("Metric"),
    "n_failed": N_("Rows that fail"),
    "n_merged": N_("Records merged"),
    "n_rows": N_("Rows"),
    "newest": N_("Newest record"),
    "owner": N_("Who mends it"),
    "raw": N_("As written"),
    "rule": N_("Rule"),
    "severity": N_("Severity"),
    "sha256": N_("Fingerprint (SHA-256)"),
    "table": N_("Table"),
    "what": N_("What"),
}

REVIEW_COLUMNS = {
    "actual": N_("So far"),
    "change": N_("Change"),
    "deal": N_("Deal"),
    "elapsed_share": N_("Share of the period gone"),
    "expected": N_("Expected by now"),
    "first_channel": N_("First channel"),
    "first_touch_on": N_("First touch"),
    "gap": N_("Gap"),
    "last_period": N_("The days before"),
    "measure": N_("Measure"),
    "marketing_touches": N_("Touches by marketing"),
    "sales_touches": N_("Touches by sales"),
    "target": N_("Agreed"),
    "this_period": N_("These days"),
    "won_on": N_("Won on"),
    "year_ago": N_("A year ago"),
}

FIX_COLUMNS = {
    "basis": N_("Limit taken from"),
    "days_over": N_("Days over the limit"),
    "days_to_win": N_("Days to win"),
    "deadline_at": N_("Deadline"),
    "hours_late": N_("Business hours late"),
    "limit_days": N_("Longest usual stay (days)"),
    "n_behind": N_("Won deals behind the limit"),
    "start_at": N_("Clock started"),
}
