"""Promises against first conversations, counted by hand on a small cast."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from revops.alignment import coherence
from revops.alignment.coherence.by_campaign import promised_talks
from revops.alignment.coherence.mismatched import _fisher, mismatches
from revops.errors import BadParameter
from revops.metrics.metric import NotComputable
from revops.workspace.topic_figures import shipped_figures
from revops.workspace.topics import shipped_topics

AS_OF = date(2026, 6, 30)
DAY = datetime(2026, 1, 5, 12)
TAGS = pl.List(pl.String)
NAMES = ["ana", "bruno", "carla", "diego", "elena", "felix"]
LEADS = pl.DataFrame(
    {"lead_id": NAMES, "created_at": [DAY] * 6, "routed_at": [DAY] * 5 + [None]},
    schema_overrides={"routed_at": pl.Datetime},
)
CAMPAIGNS = pl.DataFrame(
    {
        "campaign_id": ["c1", "c2", "c3"],
        "name": ["Uno", "Dos", "Tres"],
        "promise": [["Integration"], ["price", "support"], None],
    },
    schema_overrides={"promise": TAGS},
)
USERS = pl.DataFrame({"user_id": ["s", "m"], "team": ["sales", "marketing"]})
LISTS, FIGURES = shipped_topics(), shipped_figures()


def touch(lead: str, campaign: str | None, days: float, utm: str | None = None) -> dict[str, Any]:
    at = DAY + timedelta(days=days)
    return {"lead_id": lead, "campaign_id": campaign, "utm_campaign": utm, "occurred_at": at}


def talk(
    lead: str | None,
    days: float,
    topics: list[str] | None = None,
    note: str | None = None,
    **other: Any,
) -> dict[str, Any]:
    usual = {"kind": "call", "direction": "outbound", "user_id": "s", "is_automated": False}
    at = DAY + timedelta(days=days)
    told = {"lead_id": lead, "occurred_at": at, "topics": topics, "note": note}
    return {"opportunity_id": None, **usual, **told, **other}


def touches(*rows: dict[str, Any]) -> pl.DataFrame:
    schema = {"lead_id": pl.String, "campaign_id": pl.String, "utm_campaign": pl.String}
    return pl.DataFrame(list(rows), schema={**schema, "occurred_at": pl.Datetime})


def talks(*rows: dict[str, Any]) -> pl.DataFrame:
    texts = ("lead_id", "opportunity_id", "kind", "direction", "user_id", "note")
    schema = {**dict.fromkeys(texts, pl.String), "is_automated": pl.Boolean, "topics": TAGS}
    schema |= {"occurred_at": pl.Datetime}
    frame = pl.DataFrame(list(rows), schema=schema)
    return frame.with_columns(pl.format("a{}", pl.int_range(pl.len())).alias("activity_id"))


TOUCHES = touches(
    touch("ana", "c1", -3),
    touch("ana", "c2", -1),
    touch("bruno", None, -2, utm="Uno"),
    touch("carla", "c2", -2),
    touch("diego", "c3", -2),
    touch("elena", "c1", 9),  # after the conversation
    touch("felix", "c1", -2),
)
TALKS = talks(
    talk("ana", -1, ["price"]),  # before the handover
    talk("ana", 1, None, "Necesitan conectarlo con su ERP"),
    talk("ana", 2, ["price"]),
    talk("bruno", 1, ["timing"], user_id="m"),  # marketing's
    talk("bruno", 2, ["timing"], is_automated=True),
    talk("bruno", 3, ["timing"], kind="task"),
    talk("bruno", 4, None, "no contesta, llamar el lunes"),
    talk("bruno", 5, ["price"]),
    talk("carla", 1, ["Precio"]),
    talk("diego", 1, ["price"]),
    talk("elena", 1, ["integration"]),
    talk("felix", 1, ["integration"]),  # never handed over
)


def told(activities: pl.DataFrame = TALKS, **params: Any) -> pl.DataFrame:
    return promised_talks(
        LEADS, activities, TOUCHES, CAMPAIGNS, LISTS, params.pop("figures", FIGURES), None, USERS,
        params.pop("opportunities", None), as_of=AS_OF, **params,
    )  # fmt: skip


def test_the_first_conversation_of_sales_after_the_handover_counts() -> None:
    rows = {row["lead_id"]: row for row in told().to_dicts()}
    assert rows.keys() == {"ana", "bruno", "carla", "diego", "elena"}
    found = {name: (row["said"], row["how"], row["touches_promise"]) for name, row in rows.items()}
    assert found == {
        "ana": (["integration"], "read", True),
        "bruno": (["price"], "tagged", False),
        "carla": (["price"], "tagged", True),
        "diego": (["price"], "tagged", None),  # nothing was promised
        "elena": (["integration"], "tagged", None),  # no touch before
    }
    assert rows["bruno"]["campaign"] == "Uno"


def test_the_campaign_is_that_of_the_first_touch_or_of_the_last() -> None:
    by_name = {name: dict(told(touch=name).select("lead_id", "campaign_id").rows())["ana"]
               for name in ("first", "last")}  # fmt: skip
    assert by_name == {"first": "c1", "last": "c2"}
    with pytest.raises(BadParameter, match="use one of: first, last"):
        told(touch="middle")


def test_by_campaign_with_the_win_rate_of_those_old_enough_beside_it() -> None:
    deals = pl.DataFrame(
        {
            "opportunity_id": ["d1", "d2"],
            "lead_id": ["ana", "carla"],
            "status": ["won", "lost"],
            "created_at": [DAY] * 2,
            "closed_at": [DAY + timedelta(days=30)] * 2,
        }
    )
    rows = coherence.promise_coherence(
        LEADS, TALKS, TOUCHES, CAMPAIGNS, LISTS, FIGURES, None, USERS, deals,
        as_of=AS_OF, maturity_days=60,
    )  # fmt: skip
    columns = ("campaign_id", "promise", "numerator", "denominator", "won_share", "n_matured")
    assert rows.select(columns).rows() == [
        ("c1", ["integration"], 1.0, 2.0, 0.5, 2),
        ("c2", ["price", "support"], 1.0, 1.0, 0.0, 1),
    ]
    young = coherence.promise_coherence(
        LEADS, TALKS, TOUCHES, CAMPAIGNS, LISTS, FIGURES, None, USERS, deals, as_of=AS_OF
    )
    assert young.select("won_share", "n_matured").rows() == [(None, 0)] * 2


def test_a_talk_on_a_deal_without_a_person_was_with_its_lead() -> None:
    deals = pl.DataFrame({"opportunity_id": ["d1"], "lead_id": ["ana"]})
    on_deal = talks(talk(None, 1, ["integration"], opportunity_id="d1"))
    assert told(on_deal, opportunities=deals).get_column("lead_id").to_list() == ["ana"]
    with pytest.raises(NotComputable, match="no conversation after a handover"):
        told(on_deal)


FOREIGN = "O cliente achou o preço muito alto"


@pytest.mark.parametrize(("n_foreign", "shown"), [(2, True), (3, False)])
def test_over_forty_percent_unread_nothing_is_shown(n_foreign: int, shown: bool) -> None:
    foreign = [talk(name, 1, None, FOREIGN) for name in NAMES[:n_foreign]]
    rest = [talk(name, 1, ["price"]) for name in NAMES[n_foreign:5]]
    if shown:
        assert told(talks(*foreign, *rest)).filter(how="unread").height == n_foreign
        return
    with pytest.raises(NotComputable, match="of 5 first conversations 3 have neither topic tags"):
        told(talks(*foreign, *rest))


def figures(right: int, read: int, labelled: int) -> pl.DataFrame:
    names = FIGURES.select("topic", "measured_on")
    return names.with_columns(
        n_right=pl.lit(right), n_read=pl.lit(read), n_labelled=pl.lit(labelled)
    )


@pytest.mark.parametrize("bad", [figures(7, 10, 7), figures(7, 7, 10), figures(0, 0, 0)])
def test_below_eight_in_ten_notes_do_not_count_but_tags_do(bad: pl.DataFrame) -> None:
    assert told(figures=figures(8, 10, 10)).filter(lead_id="ana").height == 1
    kept = told(figures=bad)
    assert kept.filter(lead_id="ana").height == 0
    assert kept.filter(lead_id="bruno").height == 1
    only_notes = talks(talk("ana", 1, None, "conectarlo con su ERP"))
    with pytest.raises(NotComputable, match=r"precision or recall below 0\.8 for: competitor"):
        told(only_notes, figures=bad)


def test_campaigns_without_promises_are_said_so() -> None:
    blank = CAMPAIGNS.with_columns(promise=pl.lit(None, TAGS))
    with pytest.raises(NotComputable, match="fill the column 'promise'"):
        promised_talks(LEADS, TALKS, TOUCHES, blank, LISTS, FIGURES, as_of=AS_OF)


def test_what_happened_after_the_day_changes_nothing() -> None:
    late = pl.concat([TALKS, talks(talk("carla", 400, ["support"]))])
    early = told(late.filter(pl.col("occurred_at") < datetime(2026, 7, 1)))
    assert early.equals(told())


def cast(n: int, n_price: int, others: int, others_price: int) -> pl.DataFrame:
    said = [["price"]] * n_price + [["support"]] * (n - n_price)
    said += [["price"]] * others_price + [["timing"]] * (others - others_price)
    campaign = ["a"] * n + ["b"] * others
    promise = [["support"]] * n + [["timing"]] * others
    frame = pl.DataFrame(
        {"campaign_id": campaign, "campaign": campaign, "promise": promise, "said": said}
    )
    both = pl.col("said").list.set_intersection("promise").list.len() > 0
    return frame.with_columns(touches_promise=both)


@pytest.mark.parametrize(
    ("counts", "raised"),
    [
        ((40, 26, 200, 26), True),
        ((40, 19, 200, 26), False),  # the promise comes up more often
        ((40, 26, 200, 80), False),  # not twice as often as elsewhere
        ((19, 15, 200, 10), False),  # too few conversations
        ((20, 11, 20, 5), False),  # luck explains it
    ],
)
def test_a_mismatch_is_raised_only_where_it_is_clear(
    counts: tuple[int, int, int, int], raised: bool
) -> None:
    found = mismatches(cast(*counts))
    assert found.select("campaign_id", "topic").rows() == ([("a", "price")] if raised else [])


@given(st.tuples(*[st.integers(0, 30)] * 4))
def test_the_chance_is_fishers(cells: tuple[int, int, int, int]) -> None:
    k, rest, k_else, rest_else = cells
    assume(k + rest > 0 and k_else + rest_else > 0)
    row = {"k": k, "n": k + rest, "k_else": k_else, "n_else": k_else + rest_else}
    ours = _fisher(pl.DataFrame([row]))[0]
    theirs = fisher_exact([[k, rest], [k_else, rest_else]], alternative="greater").pvalue
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_the_grid_has_every_pair_and_counts_a_journey_in_each_of_its_topics() -> None:
    both = talks(talk("ana", 1, ["integration", "price"]), talk("carla", 1, ["timing"]))
    grid = coherence.promises_and_topics(
        LEADS, both, TOUCHES, CAMPAIGNS, LISTS, FIGURES, as_of=AS_OF
    )
    assert grid.height == 3 * 3
    shares = {(row["promised_topic"], row["topic"]): row["value"] for row in grid.to_dicts()}
    assert shares["integration", "price"] == shares["integration", "integration"] == 1.0
    assert shares["support", "timing"] == 1.0
    assert shares["support", "price"] == 0.0


def test_losses_over_the_promise_by_reason_tag_or_words() -> None:
    deals = pl.DataFrame(
        {
            "opportunity_id": ["d1", "d2", "d3"],
            "lead_id": ["ana", "bruno", "carla"],
            "status": ["lost", "lost", "won"],
            "lost_reason": ["Falta integración", "Precio", None],
            "created_at": [DAY] * 3,
            "closed_at": [DAY + timedelta(days=30)] * 3,
        }
    )
    feedback = pl.DataFrame(
        {
            "kind": ["rejection", "disqualification", "objection"],
            "lead_id": ["ana", "carla", "carla"],
            "reason": ["duplicate", "no_budget", None],
            "topics": [None, None, ["support"]],
            "text": [None, None, None],
            "given_at": [DAY + timedelta(days=9)] * 3,
        },
        schema_overrides={"topics": TAGS, "text": pl.String},
    )
    rows = coherence.promises_and_losses(
        LEADS, deals, TOUCHES, CAMPAIGNS, LISTS, FIGURES, feedback, as_of=AS_OF
    )
    columns = ("campaign_id", "numerator", "denominator", "n_without_topic", "first_topic")
    assert rows.select(columns).rows() == [
        ("c1", 1.0, 2.0, 1, "integration"),
        ("c2", 1.0, 1.0, 0, "price"),
    ]
    with pytest.raises(NotComputable, match="no deal was lost"):
        coherence.promises_and_losses(
            LEADS, deals.filter(status="won"), TOUCHES, CAMPAIGNS, LISTS, FIGURES, as_of=AS_OF
        )
