"""What somebody typed of a decision, read: all that is wrong is told at once."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from revops.errors import BadParameter, Problems, RevopsError, UnknownName, nearest
from revops.metrics import METRICS
from revops.report.one_figure import parameters

_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?\s*%?$")
DIRECTIONS = ("up", "down")
_NEEDED = ("text", "owner", "metric", "direction", "review_on")


def asked_decision(
    typed: Mapping[str, str], *, day: date, owners: Iterable[str] = (), is_new: bool = True
) -> dict[str, str | float]:
    """Read what was typed, as columns of the table `decisions`; blanks are left out.

    Raises UnknownName where only the metric is unknown, else Problems with all that is wrong.

    >>> asked_decision({"direction": "down", "size": "5 %"}, day=date(2026, 6, 30), is_new=False)
    {'direction': 'down', 'expected_change': -0.05}
    """
    given = {name: value.strip() for name, value in typed.items() if value and value.strip()}
    wrong: list[RevopsError] = []
    if is_new:
        missing = [name for name in _NEEDED if name not in given]
        wrong += [BadParameter(f"{name.replace('_', ' ')}: is missing") for name in missing]
    read: dict[str, str | float] = {"text": given["text"]} if "text" in given else {}
    for name, reader in _READERS.items():
        if name in given:
            try:
                read |= reader(given[name], given)
            except RevopsError as error:
                wrong.append(error)
    wrong += _of_owner(given, list(owners), read) + _of_day(read, day)
    _raise(wrong)
    return read


def _raise(wrong: list[RevopsError]) -> None:
    if len(wrong) == 1 and isinstance(wrong[0], UnknownName):
        raise wrong[0]
    if wrong:
        count = "one problem" if len(wrong) == 1 else f"{len(wrong)} problems"
        raise Problems(f"the decision has {count}", [str(error) for error in wrong])


def _metric(value: str, given: Mapping[str, str]) -> dict[str, str | float]:
    if value not in METRICS:
        raise UnknownName("metric", value, METRICS)
    return {"metric_id": value}


def _params(value: str, given: Mapping[str, str]) -> dict[str, str | float]:
    parameters(value)
    return {"params": value}


def _direction(value: str, given: Mapping[str, str]) -> dict[str, str | float]:
    if value not in DIRECTIONS:
        raise BadParameter(f"direction: '{value}' is neither up nor down")
    return {"direction": value}


def _size(value: str, given: Mapping[str, str]) -> dict[str, str | float]:
    """Read by how much; the direction gives it its sign."""
    if not _NUMBER.match(value):
        raise BadParameter(f"size: '{value}' is no number; write 0.05, 5 % or 12000")
    size = float(value.rstrip("% ").replace(",", ".")) / (100 if value.endswith("%") else 1)
    down = given.get("direction") == "down"
    if (size < 0) != down and size < 0:
        raise BadParameter(f"size: {value} goes down, and the direction is up")
    return {"expected_change": -abs(size) if down else size}


def _review_on(value: str, given: Mapping[str, str]) -> dict[str, str | float]:
    try:
        return {"review_on": date.fromisoformat(value).isoformat()}
    except ValueError:
        raise BadParameter(f"review on: '{value}' is no day; write 2026-09-28") from None


_READERS = {
    "metric": _metric,
    "params": _params,
    "direction": _direction,
    "size": _size,
    "review_on": _review_on,
}


def _of_owner(
    given: Mapping[str, str], owners: list[str], read: dict[str, str | float]
) -> list[RevopsError]:
    """Read who sees to it: one of our people, where they are known."""
    if "owner" not in given:
        return []
    read["owner_id"] = given["owner"]
    if not owners or given["owner"] in owners:
        return []
    meant = nearest(given["owner"], owners)
    return [BadParameter(f"owner: '{given['owner']}' is none of the users.{meant}")]


def _of_day(read: Mapping[str, str | float], day: date) -> list[RevopsError]:
    """Say where one would look again before anything could have happened."""
    on = read.get("review_on")
    if on is None or str(on) > day.isoformat():
        return []
    return [BadParameter(f"review on: {on} is not after {day}, the day of the decision")]
