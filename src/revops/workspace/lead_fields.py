"""The fields that a qualified-lead definition may name, each with its clock.

Two clocks:

- `event`: made from dated rows, so that what was true on any past day can be told.
- `record`: a column of the CRM's record. It is known as of a day only from the first recorded
  change of that field on (field_history, or successive exports); without one the export shows
  today's value, which may have been typed in after the deal was won.

Counts run over days: `touches_90d` on a day are those of the 90 days that end with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

Clock = Literal["event", "record"]
#: Days that a count looks back; null is all days so far.
WINDOWS: Mapping[str, int | None] = {"7d": 7, "30d": 30, "90d": 90, "180d": 180, "total": None}
#: What is counted: what it means, and the table that it is made of.
_COUNTED = {
    "touches": ("marketing's touches of any kind", "touchpoints"),
    "visits": ("visits to our pages", "touchpoints"),
    "clicks": ("clicks on our links or advertisements", "touchpoints"),
    "forms": ("forms filled in", "touchpoints"),
    "opens": ("e-mails opened", "touchpoints"),
    "attended": ("webinars and events attended", "touchpoints"),
    "pricing_visits": ("touches on a page about prices", "touchpoints"),
    "meetings": ("meetings with a person of ours", "activities"),
    "answers": ("calls, e-mails and messages that came from the lead", "activities"),
}


@dataclass(frozen=True)
class LeadField:
    """One field: its type and clock, the table and column that it is made of, what it means."""

    name: str
    dtype: pl.DataType
    clock: Clock
    table: str
    meaning: str
    column: str = ""
    counts: str = ""
    window: int | None = None


def _counts() -> list[LeadField]:
    """Give every count over every window."""
    whole = pl.Int64()
    return [
        LeadField(
            f"{counts}_{name}",
            whole,
            "event",
            table,
            f"{meaning}, {f'in the last {days} days' if days else 'so far'}",
            counts=counts,
            window=days,
        )
        for counts, (meaning, table) in _COUNTED.items()
        for name, days in WINDOWS.items()
    ]


def _so_far() -> list[LeadField]:
    """Give what has happened at least once, or in how many ways."""
    yes, whole = pl.Boolean(), pl.Int64()
    return [
        LeadField("attended_webinar", yes, "event", "touchpoints", "attended a webinar so far"),
        LeadField("visited_pricing", yes, "event", "touchpoints", "saw a page about prices so far"),
        LeadField("channels_total", whole, "event", "touchpoints", "channels that touched so far"),
        LeadField("has_bounced", yes, "event", "leads", "an e-mail bounced for good so far"),
        LeadField("has_opted_out", yes, "event", "leads", "asked for no more e-mails so far"),
        LeadField("days_since_created", whole, "event", "leads", "days since it was created"),
    ]


def _record(table: str, column: str, meaning: str, dtype: pl.DataType | None = None) -> LeadField:
    return LeadField(column, dtype or pl.String(), "record", table, meaning, column=column)


_RECORDS = [
    _record("leads", "country", "country, as the CRM has it"),
    _record("leads", "job_title", "what the person does there"),
    _record("leads", "company", "the company's name, as the person gave it"),
    _record("leads", "email", "e-mail address"),
    _record("leads", "phone", "telephone number"),
    _record("leads", "original_source", "where the CRM says that the person came from first"),
    _record("leads", "original_source_detail", "the CRM's detail of that source"),
    _record("leads", "landing_page", "the page on which the person arrived"),
    _record("leads", "self_reported_source", "what the person answered about where from"),
    _record("leads", "consent_basis", "why we may write to the person"),
    _record("accounts", "employees", "how many people work at the company", pl.Int64()),
    _record("accounts", "industry", "the company's industry"),
    _record("accounts", "domain", "the domain of the company's website"),
]

#: Every field by its name.
LEAD_FIELDS: Mapping[str, LeadField] = {
    field.name: field for field in (*_counts(), *_so_far(), *_RECORDS)
}
#: Ages change every day, so they may only be compared with a number.
AGES = ("days_since_created",)
