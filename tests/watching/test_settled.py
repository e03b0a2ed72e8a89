"""Waiting for a change, and until its files are whole, without any time passing."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from revops.watching.looked_at import Look, change
from revops.watching.settled import Settled

OLD: Look = {Path("deals.csv"): (1, 10)}


def settled(looks: list[Look], **more: object) -> tuple[Settled, list[str], list[float]]:
    """Look at one disk after the other; the watching ends after the last."""
    said: list[str] = []
    waited: list[float] = []
    coming: Iterator[Look] = iter(looks)
    left = len(looks)

    def wait(seconds: float) -> bool:
        nonlocal left
        waited.append(seconds)
        left -= 1
        return left >= 0

    return Settled(lambda: next(coming), wait, said.append, **more), said, waited  # type: ignore[arg-type]


def grown(tmp_path: Path, *sizes: int) -> list[Look]:
    path = tmp_path / "touches.csv"
    path.write_text("x", "utf-8")
    return [{**OLD, path: (size, size)} for size in sizes]


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    looks = grown(tmp_path, 1, 2, 3, 3)
    waiting, _, _ = settled(looks)
    found = waiting.next(OLD)
    assert found is not None
    assert found[0].told() == "new: touches.csv"
    assert found[1] == looks[-1]


def test_nothing_is_said_of_a_disk_that_stays_as_it_is() -> None:
    waiting, said, _ = settled([OLD, OLD, OLD])
    assert waiting.next(OLD) is None
    assert said == []


def test_a_file_that_came_and_went_is_no_change(tmp_path: Path) -> None:
    waiting, _, _ = settled([*grown(tmp_path, 1), OLD, OLD])
    assert waiting.next(OLD) is None


def test_it_looks_often_while_something_moves_and_rarely_while_nothing_does(tmp_path: Path) -> None:
    waiting, _, waited = settled([OLD, *grown(tmp_path, 1, 1)], settle_seconds=1, idle_seconds=9)
    assert waiting.next(OLD) is not None
    assert waited == [9, 9, 1]


def test_a_workbook_without_its_end_is_not_whole_and_said_so_once(tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(b"PK\x03\x04 the rest is on its way")
    now = {path: (1, 9)}
    waiting, said, _ = settled([now, now, now, now])
    assert waiting.next({}) is None
    assert said == ["not whole yet: deals.xlsx"]


def test_a_day_that_passed_is_a_reason_without_a_change() -> None:
    waiting, _, _ = settled([OLD], is_due=lambda: True)
    found = waiting.next(OLD)
    assert found is not None
    assert not found[0]
    assert found[1] == OLD


LOOKS = st.dictionaries(
    st.sampled_from([Path(name) for name in ("a.csv", "b.csv", "c.csv")]),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
)


@given(LOOKS, LOOKS)
def test_a_change_is_empty_only_where_nothing_changed_and_forgets_no_file(
    before: Look, now: Look
) -> None:
    found = change(before, now)
    assert bool(found) == (before != now)
    moved = {p.name for p in before.keys() | now.keys() if before.get(p) != now.get(p)}
    assert sorted(moved) == sorted([*found.came, *found.changed, *found.went])
