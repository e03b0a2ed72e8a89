"""What is said of credit and cost, and never more than the data and the experiments allow."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.alignment import credit_verdicts

COLUMNS = ("channel", "model", "value", "low", "high", "numerator", "denominator", "n_conversions")
Row = tuple[str, str, float | None, float | None, float | None, float, float | None, int]


def frame(rows: list[Row]) -> pl.DataFrame:
    floats = dict.fromkeys(("value", "low", "high", "numerator", "denominator"), pl.Float64)
    return pl.DataFrame(rows, schema=list(COLUMNS), orient="row", schema_overrides=floats)


def models(channel: str, *returns: tuple[float, float | None, float | None]) -> list[Row]:
    return [
        (channel, f"m{at}", value, low, high, value * 100, 100.0, 9)
        for at, (value, low, high) in enumerate(returns)
    ]


def verdict(*returns: tuple[float, float | None, float | None]) -> str:
    return str(credit_verdicts(frame(models("email", *returns)))["verdict"].item())


@pytest.mark.parametrize(
    ("returns", "said"),
    [
        (((3.0, 1.2, 5.0), (2.0, 1.01, 4.0)), "above_every_model"),
        (((0.3, 0.1, 0.9), (0.2, 0.0, 0.99)), "above_no_model"),
        (((3.0, 1.2, 5.0), (0.4, 0.1, 0.9)), "models_disagree"),
        (((3.0, 1.2, 5.0), (2.0, 0.9, 4.0)), "too_few_wins"),  # one interval holds the cost
        (((0.3, 0.1, 1.0),), "too_few_wins"),  # at the cost itself nothing is decided
        (((3.0, 1.0, 5.0),), "too_few_wins"),
        (((0.0, None, None), (0.0, None, None)), "too_few_wins"),  # no win, no interval
    ],
)
def test_each_verdict_by_hand(returns, said):
    assert verdict(*returns) == said


def by_experiment(verdict: str | None) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "channel": ["email"],
            "experiment_id": ["E1"],
            "ends_on": [date(2026, 5, 1)],
            "test_verdict": [verdict],
        },
        schema_overrides={"test_verdict": pl.String},
    )


@pytest.mark.parametrize("decided", ["earns_its_cost", "costs_more"])
def test_an_experiment_that_decides_is_heard_before_the_models(decided):
    rows = frame(models("email", (3.0, 1.2, 5.0)))
    assert credit_verdicts(rows, by_experiment(decided))["verdict"].item() == decided


@pytest.mark.parametrize("open_", ["test_undecided", None])
def test_an_experiment_that_does_not_decide_leaves_the_models_word(open_):
    rows = frame(models("email", (3.0, 1.2, 5.0)))
    found = credit_verdicts(rows, by_experiment(open_))
    assert found.select("verdict", "test_verdict").row(0) == ("above_every_model", open_)


def test_the_latest_experiment_counts():
    later = by_experiment("costs_more").with_columns(
        ends_on=pl.lit(date(2026, 6, 1)), experiment_id=pl.lit("E0")
    )
    both = pl.concat([later, by_experiment("earns_its_cost")])
    rows = frame(models("email", (3.0, 1.2, 5.0)))
    assert credit_verdicts(rows, both)["verdict"].item() == "costs_more"


def test_what_has_no_spend_gets_no_verdict_but_counts_as_won():
    rows = frame(
        [*models("email", (3.0, 1.2, 5.0)), ("event", "m0", None, None, None, 700.0, None, 4)]
    )
    found = credit_verdicts(rows)
    assert found["channel"].to_list() == ["email"]
    assert found["break_even_share"].item() == pytest.approx(100 / 1000)


def test_the_range_names_the_models_at_its_ends():
    found = credit_verdicts(
        frame(models("email", (3.0, 1.2, 5.0), (2.0, 0.5, 2.5), (2.5, 1.5, 9.0)))
    )
    ends = ("least_model", "least_value", "most_model", "most_value", "low_return", "high_return")
    assert found.select(ends).row(0) == ("m1", 200.0, "m0", 300.0, 0.5, 9.0)
    assert found.select("n_models", "n_above", "n_below").row(0) == (3, 2, 0)


RETURNS = st.tuples(*(st.floats(0, 4).map(lambda x: round(x, 2)) for _ in range(3))).map(
    lambda three: (sorted(three)[1], sorted(three)[0], sorted(three)[2])
)


@given(st.lists(st.lists(RETURNS, min_size=1, max_size=4), min_size=1, max_size=4), st.randoms())
def test_the_order_of_rows_changes_nothing(channels, random):
    rows = [row for at, returns in enumerate(channels) for row in models(f"c{at}", *returns)]
    mixed = random.sample(rows, len(rows))
    assert credit_verdicts(frame(mixed)).equals(credit_verdicts(frame(rows)))


@given(st.lists(RETURNS, min_size=1, max_size=5))
def test_without_an_experiment_nothing_earns_its_cost(returns):
    said = verdict(*returns)
    assert said not in {"earns_its_cost", "costs_more"}
    if said == "above_every_model":
        assert all(low > 1 for _, low, _ in returns)


@given(st.lists(RETURNS, min_size=1, max_size=4), RETURNS)
def test_one_more_model_never_makes_the_verdict_surer(returns, another):
    before, after = verdict(*returns), verdict(*returns, another)
    if before in {"models_disagree", "too_few_wins"}:
        assert after in {"models_disagree", "too_few_wins"}
