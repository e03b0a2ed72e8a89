"""A kept check is made anew when the agreement that it read changes."""

from datetime import date
from pathlib import Path

from revops.report.prepare import prepare
from revops.workspace import open_workspace

SETTINGS = """
company = "Faro"
currency = "USD"
as_of = 2026-06-30

[[exports]]
source = "template.feedback"
path = "feedback.csv"

[[exports]]
source = "template.activities"
path = "activities.csv"
"""
FEEDBACK = """\
feedback_id,kind,lead_id,reason,given_at
F1,disqualification,L1,unreachable,2026-06-01T10:00:00Z
"""
ACTIVITIES = """\
activity_id,kind,direction,lead_id,occurred_at
E1,call,outbound,L1,2026-05-02T10:00:00Z
"""


def n_failed(folder: Path, attempts: int) -> int:
    (folder / "agreement" / "sla.toml").write_text(f"attempts = {attempts}\n", encoding="utf-8")
    _, checked = prepare(open_workspace(folder), as_of=date(2026, 6, 30))
    told = checked.results.filter(check_id="feedback.unreachable_was_tried")
    return int(told["n_failed"].item())


def test_other_attempts_agreed_are_another_check(tmp_path: Path) -> None:
    files = {"revops.toml": SETTINGS, "feedback.csv": FEEDBACK, "activities.csv": ACTIVITIES}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "agreement").mkdir()
    assert [n_failed(tmp_path, attempts) for attempts in (1, 2, 1)] == [0, 1, 0]
