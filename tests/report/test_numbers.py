"""Numbers: one value each, its parameters beside it, and a reason where there is none."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from revops.checks import QUARANTINED, RESULTS, Checked
from revops.errors import ReportFailed, UnknownName
from revops.metrics import METRICS, NotComputable
from revops.report.book import KEY, Entry, one_truth, publish
from revops.report.inputs import Inputs
from revops.report.metric_card import metric_card
from revops.report.numbers import Numbers, segments_of, shown_params
from revops.tables import TABLES
from revops.workspace import Agreement, Sla

AS_OF = date(2026, 6, 30)
STAGES = pl.DataFrame(
    schema={
        **dict.fromkeys(("object", "pipeline", "label", "stage"), pl.String),
        "position": pl.Int64,
        "status": pl.String,
    }
)
CHANNELS = pl.DataFrame(schema=dict.fromkeys(("kind", "source", "medium", "channel"), pl.String))


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].schema())


def deal(number: int, status: str) -> dict[str, object]:
    closed = None if status == "open" else datetime(2026, 3, 1, tzinfo=UTC)
    return {
        "opportunity_id": f"O{number}",
        "lead_id": f"L{number}",
        "status": status,
        "created_at": datetime(2026, 1, 5, tzinfo=UTC),
        "closed_at": closed,
        "amount_base": 100,
    }


def numbers(tables: dict[str, pl.DataFrame], **blocked: str) -> Numbers:
    agreement = Agreement(STAGES, CHANNELS, Sla(), {})
    checked = Checked(tables, RESULTS.to_frame(), QUARANTINED.to_frame(), dict(blocked))
    inputs = Inputs(tables, agreement, as_of=AS_OF, zone="America/Santiago")
    return Numbers(inputs, checked, "USD")


@pytest.fixture
def few() -> dict[str, pl.DataFrame]:
    deals = [deal(1, "won"), deal(2, "lost"), deal(3, "open")]
    leads = [
        {"lead_id": f"L{n}", "created_at": datetime(2026, 1, 2, tzinfo=UTC)} for n in (1, 2, 3)
    ]
    return {"opportunities": table("opportunities", *deals), "leads": table("leads", *leads)}


def test_a_published_number_tells_its_currency_and_its_definition(
    few: dict[str, pl.DataFrame],
) -> None:
    (row,) = numbers(few).published(METRICS["won_value"]).to_dicts()
    assert (row["value"], row["params"], row["unit"]) == (100, '{"currency": "USD"}', "money")
    assert len(row["definition_hash"]) == 16


def test_what_has_no_export_is_named_with_its_reason(few: dict[str, pl.DataFrame]) -> None:
    rows, missing = publish(numbers(few))
    assert str(missing["spend"]) == "no export gives the table 'spend'"
    assert "spend" not in rows.get_column("metric_id")
    assert {"n_won", "n_lost", "win_rate"} <= set(rows.get_column("metric_id"))


def test_an_empty_column_is_a_reason(few: dict[str, pl.DataFrame]) -> None:
    bare = few["opportunities"].with_columns(amount_base=pl.lit(None, pl.Decimal(38, 6)))
    with pytest.raises(NotComputable, match="'amount_base' of the table 'opportunities' is empty"):
        numbers({**few, "opportunities": bare}).frame(METRICS["won_value"])


@pytest.mark.parametrize("name", ["won_value", "table:opportunities"])
def test_a_blocked_number_is_not_computed(few: dict[str, pl.DataFrame], name: str) -> None:
    found = numbers(few, **{name: "no deal has an id"})
    with pytest.raises(NotComputable, match="a critical check failed: no deal has an id"):
        found.frame(METRICS["won_value"])
    assert found.frame(METRICS["n_leads"])["value"].item() == 3


def test_a_reason_ends_without_the_full_stop_of_a_check(few: dict[str, pl.DataFrame]) -> None:
    found = numbers(few, n_won="Every deal has an id; without one nothing is counted.")
    with pytest.raises(NotComputable) as refused:
        found.frame(METRICS["n_won"])
    assert str(refused.value).endswith("nothing is counted")


def test_every_published_number_is_one(few: dict[str, pl.DataFrame]) -> None:
    rows, _ = publish(numbers(few))
    assert not rows.select(pl.struct(list(KEY)).is_duplicated().any()).item()
    assert one_truth([rows, rows]).height == rows.height


def test_two_values_of_one_number_fail_the_run(few: dict[str, pl.DataFrame]) -> None:
    rows = numbers(few).published(METRICS["n_won"])
    with pytest.raises(ReportFailed, match="two pages give different values of one number: n_won"):
        one_truth([rows, rows.with_columns(value=pl.lit(2.0))])


def test_two_definitions_of_one_metric_fail_the_run_whatever_the_segment(
    few: dict[str, pl.DataFrame],
) -> None:
    rows = numbers(few).published(METRICS["n_won"])
    other = rows.with_columns(segment=pl.lit("email"), dimension=pl.lit("original_source"))
    assert one_truth([rows, other]).height == 2
    for column, value in (("definition_hash", "0" * 16), ("unit", "share")):
        with pytest.raises(ReportFailed, match="two pages define one metric differently: n_won"):
            one_truth([rows, other.with_columns(pl.lit(value).alias(column))])


def test_a_default_that_is_asked_for_is_the_same_number(few: dict[str, pl.DataFrame]) -> None:
    found, metric = numbers(few), METRICS["opportunity_won_share"]
    asked = found.published(metric, horizon_days=[30, 60, 90, 180, 365])
    assert asked.equals(found.published(metric))
    matured = METRICS["median_won_cycle_days_matured"]
    plain = found.published(matured)
    assert found.published(matured, maturity_days=180).equals(plain)
    other = found.published(matured, maturity_days=30)
    assert set(other["definition_hash"]).isdisjoint(plain["definition_hash"])


def test_the_catalogues_hash_is_that_of_the_published_numbers(
    few: dict[str, pl.DataFrame],
) -> None:
    rows, _ = publish(numbers(few))
    for name in ("n_won", "won_value", "win_rate", "lead_to_won_share"):
        hashes = set(rows.filter(metric_id=name, params=rows_params(rows, name))["definition_hash"])
        assert hashes == {metric_card(METRICS[name], currency="USD").fingerprint}


def rows_params(rows: pl.DataFrame, name: str) -> str:
    """Give the shortest parameters that a metric was published with: its defaults."""
    return str(min(rows.filter(metric_id=name)["params"].to_list(), key=len))


def test_credit_is_told_with_its_models_weights() -> None:
    shown = shown_params(METRICS["credited_value"], {"model": "time_decay"}, "USD")
    assert shown == {
        "currency": "USD",
        "half_life_days": 30.0,
        "lookback_days": 180,
        "model": "time_decay",
        "target": "won",
    }


def test_stage_pairs_are_told_and_cohorts_are_not() -> None:
    shown = shown_params(METRICS["stage_conversion"], {"cohort": None, "to_stage": "mql"}, "USD")
    assert shown == {"object": "lead", "from_stage": "lead", "to_stage": "mql"}


def test_a_metric_is_cut_as_it_is_by_default() -> None:
    assert segments_of(METRICS["roas"], None) == ("channel",)
    assert segments_of(METRICS["roas"], ()) == ()
    assert segments_of(METRICS["n_leads"], None) == ()


def test_an_unknown_segment_is_refused_with_the_known_ones(few: dict[str, pl.DataFrame]) -> None:
    with pytest.raises(UnknownName, match="original_source"):
        publish(numbers(few), [Entry("n_leads", ("orginal_source",))])
