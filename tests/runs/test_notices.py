"""Who is told of a run, and of what."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from revops import delivery, history
from revops.checks.freshness import STALE
from revops.delivery import Notice, Sent
from revops.errors import Busy, SourceError, UnknownName
from revops.runs import notices
from revops.runs.not_started import not_started

Call = Callable[..., Any]
CHANNEL = '[[delivery]]\nname = "team"\nuri = "${TEAM_URI}"'
MISSING = SourceError("the exports have a problem", ["deals.csv: there is no such file"])
DUE = datetime(2026, 6, 29, 11, tzinfo=UTC)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Notice]:
    """Keep what would be sent."""
    kept: list[Notice] = []

    def send(_: Any, *told: Notice, **__: Any) -> list[Sent]:
        kept.extend(told)
        return [Sent("team", False, "the server answered 500")]

    def told(
        _: Any, folder: Path | None, kind: str, *, why: Any = (), language: str = ""
    ) -> Notice:
        return Notice(kind, "Faro", tuple(why), folder, language=language)  # type: ignore[arg-type]

    monkeypatch.setattr(notices, "send", send)
    monkeypatch.setattr(notices, "told", told)
    return kept


@pytest.fixture
def place(make: Call) -> Any:
    return make(CHANNEL)


def test_a_good_run_is_told_only_where_that_is_asked_for(
    place: Any, go: Call, sent: list[Notice]
) -> None:
    go(place)
    assert sent == []
    done = go(place, deliver=True, languages=("en", "es"))
    assert [each.kind for each in sent] == ["done", "done"]
    assert [each.folder.name for each in sent if each.folder] == ["2026-W27", "2026-W27-es"]
    log = history.one(place.state, done.run_id)["log"].item()
    assert "the server answered 500" in log
    assert done.exit_code == 0


def test_what_went_wrong_is_told_in_any_case(
    place: Any, go: Call, sent: list[Notice], runner: Any
) -> None:
    runner.error = MISSING
    go(place)
    runner.error, runner.failed = None, ["wins"]
    go(place)
    runner.failed, runner.blocked = [], {"table:leads": f"The table leads fails: {STALE}"}
    go(place)
    runner.blocked["n_won"] = "No touch is exported twice."
    go(place)
    assert [each.kind for each in sent] == ["failed", "failed", "stale", "blocked"]
    assert "there is no such file" in sent[0].lines[0]
    assert sent[0].folder is None
    assert sent[1].folder == place.reports / "2026-W27"


def test_what_somebody_tries_by_hand_is_not_told(
    place: Any, go: Call, sent: list[Notice], runner: Any, tmp_path: Path
) -> None:
    runner.error = MISSING
    go(place, reports=("wins",))
    go(place, out=tmp_path / "else")
    for error in (Busy("another run"), UnknownName("report", "x", ["y"])):
        runner.error = error
        go(place)
    runner.error = OSError(5, "Input/output error")
    go(place, trigger="schedule", job="monday", is_last_try=False)
    assert sent == []
    go(place, trigger="schedule", job="monday", reports=("wins",))
    assert [each.kind for each in sent] == ["failed"]


def test_a_job_that_did_not_start_is_told_once(place: Any, sent: list[Notice], clock: Any) -> None:
    for _ in range(2):
        not_started(place, [("monday", DUE)], now=clock)
    (told,) = sent
    assert told.kind == "not_started"
    assert told.lines == ("The job monday was due on Jun 29, 2026, 7:00\u202fAM and did not run.",)


def test_a_killed_job_is_told_by_the_next_run(
    place: Any, go: Call, sent: list[Notice], clock: Any
) -> None:
    from revops.history.alive import _HELD

    history.begin(place.state, started_at=clock(), trigger="schedule", job="monday", given={},
                  as_of=DUE.date(), languages=("en",), reports=(), out="")  # fmt: skip
    _HELD.pop(list(_HELD)[-1]).release()  # ours: another test may hold one
    go(place)
    go(place)
    (told,) = sent
    assert told.kind == "failed"
    assert "was stopped before its end" in told.lines[0]


def test_without_a_channel_nothing_is_sent(
    make: Call, go: Call, sent: list[Notice], runner: Any
) -> None:
    runner.error = MISSING
    go(make(), deliver=True)
    assert sent == []


def test_it_is_the_delivery_of_the_house() -> None:
    assert notices.send is delivery.send
    assert notices.told is delivery.told
