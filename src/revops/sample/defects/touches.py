"""Defects of touches and activities: tags, ids, and links to nobody."""

import polars as pl

from revops.sample.defects.bench import ACTIVITIES, TOUCHES, Bench

_PAID = pl.col("utm_medium") == "cpc"
_SOCIAL = pl.col("utm_medium") == "paid_social"


def spoil_touches(bench: Bench) -> None:
    """Plant the defects of touchpoints and activities."""
    _tags(bench)
    for index in bench.choose(TOUCHES, pl.col("utm_medium") == "organic", 2):
        what = "an ad's click id on an organic visit"
        bench.change("click_id_without_paid", TOUCHES, index, what, {"click_id": "g1234567"})
    for index in bench.choose(TOUCHES, pl.col("lead_id").is_not_null(), 3):
        row = bench.frame(TOUCHES).row(index, named=True)
        what = "the same touch exported twice"
        bench.add("duplicate_touch", TOUCHES, row, "touchpoint_id", what)
    for number, index in enumerate(bench.choose(ACTIVITIES, pl.col("kind") == "call", 3)):
        row = bench.frame(ACTIVITIES).row(index, named=True)
        row |= {"activity_id": f"A9000{number}", "lead_id": f"9999{number}", "opportunity_id": None}
        what = "a call with a lead that no file knows"
        bench.add("unknown_lead", ACTIVITIES, row, "lead_id", what)


def _tags(bench: Bench) -> None:
    """Spoil utm tags as links do that nobody checked."""
    for index in bench.choose(TOUCHES, _SOCIAL, 4):
        what = "the ad platform left its macro unresolved"
        cells: dict[str, str | None] = {"utm_campaign": "{{campaign.name}}"}
        bench.change("unresolved_macro", TOUCHES, index, what, cells)
    untidy = ("CPC", " cpc", "Cpc ")
    for index, medium in zip(bench.choose(TOUCHES, _PAID, 3), untidy, strict=False):
        what = "upper case or blanks in a tag"
        bench.change("untidy_utm", TOUCHES, index, what, {"utm_medium": medium})
    for index in bench.choose(TOUCHES, _SOCIAL, 2):
        what = "upper case and blanks in a tag"
        bench.change("untidy_utm", TOUCHES, index, what, {"utm_source": " Facebook "})
    for index in bench.choose(TOUCHES, pl.col("utm_medium") == "social", 5):
        what = "a source and medium that agreement/channels.csv does not know"
        cells = {"utm_source": "tiktok", "utm_medium": "video"}
        bench.change("unmapped_channel", TOUCHES, index, what, cells)
