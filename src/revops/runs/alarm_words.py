"""The red lines of the front page, in the reader's language."""

from zoneinfo import ZoneInfo

from revops.runs.alarms import Alarm
from revops.text import N_, Text

_SAID = {
    "failed": N_("The last run of {what}, on {moment}, failed: {why}"),
    "blocked": N_("The last run of {what}, on {moment}, holds numbers back: {why}"),
    "stopped": N_("The last run of {what}, begun on {moment}, was stopped before its end."),
    "missed": N_("The job {job} was due on {moment} and did not run."),
}
_PAGES = N_("In the last run of {what}, on {moment}, these could not be made: {names}.")
_LONGEST = 400
#: What a language calls itself.
LANGUAGES = {"en": "English", "es": "Español"}


def alarm_line(alarm: Alarm, words: Text, zone: str) -> str:
    """Say one failure that stands, in one line."""
    moment = words.moment(alarm.at.astimezone(ZoneInfo(zone)))
    why = "; ".join(short(words(each)) for each in alarm.why)
    if alarm.pages:
        names = ", ".join(alarm.pages)
        return words(_PAGES, what=what_of(alarm, words), moment=moment, names=names)
    return words(
        _SAID[alarm.kind], what=what_of(alarm, words), job=alarm.job, moment=moment, why=why
    )


def what_of(alarm: Alarm, words: Text) -> str:
    """Name what was run: a job, or reports."""
    if alarm.job:
        return words(N_("the job {job}"), job=alarm.job)
    names = ", ".join(alarm.reports)
    what = words(N_("the report {names}"), names=names) if names else words(N_("all reports"))
    others = [LANGUAGES.get(each, each) for each in alarm.languages if each != words.language]
    return f"{what} ({', '.join(others)})" if others else what


def short(message: str) -> str:
    """Make one line of a message, and not too long a one.

    >>> short("two problems:\\n  - a\\n  - b")
    'two problems: a; b'
    """
    head, *rest = [line.strip().removeprefix("- ") for line in message.splitlines()] or [""]
    if rest and head.endswith(":"):
        head, *rest = [f"{head} {rest[0]}", *rest[1:]]
    line = "; ".join([head, *rest])
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
