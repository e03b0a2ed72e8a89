"""Flags of remarks: about whom, by whom, and whether a rejection is one."""

from datetime import date

import polars as pl

from revops.checks.flags.late import late, valued
from revops.checks.flags.misspelt import rightly_spelt
from revops.checks.flags.over_rows import Flag
from revops.checks.flags.parts import UNSAID, Tables, found, holds, part_of, when

#: Outcomes of calls, e-mails and meetings in which somebody answered.
_ANSWERED = (
    r"(?i)^(held|connected|replied|talked|reached|contacted|answered|completed|call successful"
    r"|realizad[ao]|contactad[ao]|respondi[oó]|conectad[ao]|efectiv[ao]|asisti[oó]|atendid[ao])\b"
)
_UNREACHABLE = (
    r"(?i)^(unreachable|no ?contactable|incontactable|inubicable|inalcanzable|no contesta"
    r"|sin respuesta|no response|not reachable|sem (contato|resposta))\b"
)
_PLANS = ("task", "note")
_READ = ("kind", "direction", "lead_id", "occurred_at", "outcome", "is_automated")


def _before_contact(tables: Tables) -> pl.Expr:
    """Say whether a rejection was given before anyone talked to the lead."""
    if not holds(tables, "activities", *_READ):
        return UNSAID
    done = part_of(tables, "activities", *_READ)
    spoke = pl.col("outcome").str.contains(_ANSWERED) | (pl.col("direction") == "inbound")
    first = done.filter(spoke, ~pl.col("kind").is_in(_PLANS)).group_by("lead_id")
    days = first.agg(pl.col("occurred_at").min()).drop_nulls()
    asked = when(pl.col("kind") == "rejection", valued(pl.col("lead_id"), days))
    return when(pl.col("kind") == "rejection", (pl.col("given_at") <= asked).fill_null(True))


def _tried(tables: Tables) -> pl.Expr:
    """Say whether a lead called unreachable was tried as often as agreed."""
    if not holds(tables, "activities", *_READ) or not holds(tables, "sla", "attempts"):
        return UNSAID
    attempts = part_of(tables, "sla", "attempts").item()
    ours = (pl.col("direction") == "outbound") & ~pl.col("is_automated").fill_null(False)
    done = part_of(tables, "activities", *_READ).filter(ours, ~pl.col("kind").is_in(_PLANS))
    at = done.drop_nulls(["lead_id", "occurred_at"]).group_by("lead_id")
    nth = at.agg(pl.col("occurred_at").sort().get(attempts - 1, null_on_oob=True)).drop_nulls()
    enough = valued(pl.col("lead_id"), nth) <= pl.col("given_at")
    return when(pl.col("reason").str.contains(_UNREACHABLE), enough.fill_null(False))


def _answer_known(tables: Tables) -> pl.Expr:
    """Say whether what answers a remark is a piece of content or a campaign."""
    by = (("content", "content_id"), ("campaigns", "campaign_id"))
    parts = [found("answered_by", tables, *each) for each in by if holds(tables, *each)]
    if not parts:
        return UNSAID
    return when(pl.col("answered_by").is_not_null(), pl.any_horizontal(parts))


def flags(tables: Tables, as_of: date) -> dict[str, Flag]:
    """Make the flags of remarks."""
    return {
        "lead_known": found("lead_id", tables, "leads", "lead_id"),
        "deal_known": found("opportunity_id", tables, "opportunities", "opportunity_id"),
        "user_known": found("user_id", tables, "users", "user_id"),
        "answer_known": _answer_known(tables),
        "reason_rightly_spelt": rightly_spelt("reason"),
        "rejected_before_contact": late(
            lambda: _before_contact(tables), "kind", "lead_id", "given_at"
        ),
        "unreachable_was_tried": late(lambda: _tried(tables), "reason", "lead_id", "given_at"),
    }
