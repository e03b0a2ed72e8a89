"""One pass over integer keys: the numbers of credit(), and sums of parts that are the whole's."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest

from revops.attribution import credit, removal_effects, shapley_values
from revops.attribution.coalitions import coalitions
from revops.attribution.counted import added_up, counted
from revops.attribution.moves import moves, numbered
from revops.attribution.one_pass import FIXED, LEARNT, credited, ordered, weights_of

CHANNELS = ["C", "email", "null", "start", "webinar"]
CLOSED = datetime(2026, 3, 2)
SUMS = ["credit", "credited_value"]


@pytest.fixture(scope="module")
def touches():
    """Touches of 400 leads; many at the same second, some before the window or after the end."""
    draw = np.random.default_rng(5)
    n = 3_000
    ago = draw.integers(-5, 60, n) * 4
    return pl.DataFrame(
        {
            "key": draw.integers(0, 400, n).astype(np.uint32),
            "code": draw.integers(1, 6, n).astype(np.uint8),
            "occurred_at": [CLOSED - timedelta(days=int(days)) for days in ago],
        }
    )


@pytest.fixture(scope="module")
def ends():
    """Ends of 300 of them, a few leads with two; a third without a date, which nothing came of."""
    draw = np.random.default_rng(6)
    key = np.concatenate([np.arange(300), np.arange(20)]).astype(np.uint32)
    dated = draw.random(len(key)) < 0.7
    return pl.DataFrame(
        {
            "key": key,
            "ended_at": [CLOSED + timedelta(days=int(k) % 9) if d else None
                         for k, d in zip(key, dated, strict=True)],
            "converted": dated & (draw.random(len(key)) < 0.6),
            "value": draw.lognormal(8, 1, len(key)),
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def walk(touches, ends):
    return ordered(touches.lazy(), ends.lazy())


@pytest.fixture(scope="module")
def slow(touches, ends):
    """The same journeys by loops, as `credit()` takes them."""
    rows = []
    for n, (key, ended_at, converted, value) in enumerate(ends.rows()):
        own = [(at, place, code) for place, (k, code, at) in enumerate(touches.rows()) if k == key]
        if ended_at is not None:
            begins = ended_at - timedelta(days=180)
            own = [each for each in own if begins <= each[0] <= ended_at]
        for position, (at, _, code) in enumerate(sorted(own), start=1):
            days = None if ended_at is None else (ended_at - at) / timedelta(days=1)
            rows.append((f"{key}", f"J{n}", CHANNELS[code - 1], position, len(own), days, value,
                         float(converted), float(not converted)))  # fmt: skip
    names = ["account_id", "conversion_id", "channel", "position", "path_length", "days_before",
             "value", "n_converted", "n_lost"]  # fmt: skip
    return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)


def sums(frame):
    found = frame.group_by("channel").agg(pl.col(SUMS).sum()).sort("channel")
    return found.select("channel", *SUMS)


def test_learnt_weights_are_those_of_the_slow_way(walk, slow):
    learnt = weights_of(counted(walk, n_channels=5), CHANNELS)
    effects = removal_effects(slow)["removal_effect"].to_list()
    assert learnt["markov"].to_list() == pytest.approx(effects, rel=1e-12)
    values = shapley_values(slow)["shapley_value"].clip(0.0).to_list()
    assert learnt["shapley_rates"].to_list() == pytest.approx(values, rel=1e-12)


@pytest.mark.parametrize("model", [*FIXED, *LEARNT])
def test_credit_is_that_of_credit(walk, slow, ends, model):
    learnt = weights_of(counted(walk, n_channels=5), CHANNELS)
    found = sums(credited(walk, ends, learnt).filter(model=model))
    expected = sums(credit(slow, model, **({"fewest": 0} if model in LEARNT else {})))
    assert found["channel"].equals(expected["channel"])
    for name in SUMS:
        assert found[name].to_list() == pytest.approx(expected[name].to_list(), rel=1e-12)
    assert expected["credit"].sum() > 50


def test_some_models_have_the_credit_they_have_among_all(walk, ends):
    learnt = weights_of(counted(walk, n_channels=5), CHANNELS)
    some = credited(walk, ends, learnt, models=("last", "markov"))
    every = credited(walk, ends, learnt).filter(pl.col("model").is_in(["last", "markov"]))
    assert some.equals(every)


def test_counts_are_those_of_the_slow_way(walk, slow):
    counts, known = counted(walk, n_channels=5), numbered(slow)
    expected = moves(known.walk, base=known.base)
    assert counts.moves.rows() == expected.rows()
    assert counts.coalitions.rows() == coalitions(known.walk, n_channels=5).rows()


@pytest.mark.parametrize("key", [pl.UInt32, pl.Int64, pl.String])
@pytest.mark.parametrize("twice", [True, False])
def test_keys_looked_up_or_joined_give_the_same(touches, ends, key, twice):
    """Dense unsigned keys that come once are looked up; every other kind is joined."""
    some = ends if twice else ends.unique("key", keep="first", maintain_order=True)
    nobody = touches.head(3).with_columns(key=pl.lit(None, pl.UInt32))
    far = touches.head(2).with_columns(key=pl.lit(2**31, pl.UInt32))
    typed = [
        each.with_columns(pl.col("key").cast(key)).lazy()
        for each in (pl.concat([nobody, touches, far]), some)
    ]
    signed = [each.with_columns(pl.col("key").cast(pl.Int64)).lazy() for each in (touches, some)]
    assert ordered(*typed).equals(ordered(*signed))


def in_buckets(touches, ends, n=7):
    """The touches and the ends of each bucket of accounts."""
    for bucket in range(n):
        mine = pl.col("key").hash(11) % n == bucket
        yield touches.filter(mine), ends.filter(mine)


def test_buckets_of_accounts_add_up_to_the_whole(touches, ends, walk):
    whole = counted(walk, n_channels=5)
    learnt = weights_of(whole, CHANNELS)
    parts = [(ordered(t.lazy(), e.lazy()), e) for t, e in in_buckets(touches, ends)]
    assert sum(part.height > 0 for part, _ in parts) == 7
    together = added_up([counted(part, n_channels=5) for part, _ in parts])
    assert together.moves.equals(whole.moves)
    assert together.coalitions.equals(whole.coalitions)
    shared = pl.concat([credited(part, e, learnt) for part, e in parts])
    every = credited(walk, ends, learnt)
    found = shared.group_by("model", "channel").agg(pl.col(SUMS).sum()).sort("model", "channel")
    expected = every.sort("model", "channel")
    assert found.select("model", "channel").equals(expected.select("model", "channel"))
    for name in SUMS:
        assert found[name].to_list() == pytest.approx(expected[name].to_list(), rel=1e-12)


def test_the_counts_of_credits_own_kernels_add_up_too(slow):
    known = numbered(slow, keep=["account_id"])
    whole = [moves(known.walk, base=6, order=2), coalitions(known.walk, n_channels=5)]
    bucket = pl.col("account_id").hash(11) % 7
    parts = known.walk.with_columns(bucket=bucket).partition_by("bucket", maintain_order=True)
    assert len(parts) == 7
    added = [
        pl.concat([moves(part, base=6, order=2) for part in parts])
        .group_by("state", "next").agg(pl.col("n").sum()).sort("state", "next"),
        pl.concat([coalitions(part, n_channels=5) for part in parts])
        .group_by("members").agg(pl.col("n_converted", "n_lost").sum()).sort("members"),
    ]  # fmt: skip
    for one, other in zip(added, whole, strict=True):
        assert one.equals(other.select(one.columns))


def test_no_account_that_matters_gives_no_credit(touches, ends):
    none = ordered(touches.lazy(), ends.clear().lazy())
    counts = counted(none, n_channels=5)
    assert counts.moves.is_empty()
    assert credited(none, ends.clear(), weights_of(counts, CHANNELS)).is_empty()


@pytest.mark.parametrize("apart", [timedelta(microseconds=1), timedelta(days=3650)])
def test_moments_too_fine_or_too_far_apart_for_one_number_are_sorted_too(apart, touches, ends):
    odd = pl.DataFrame({"key": [350, 350], "code": [1, 2], "occurred_at": [CLOSED + apart, CLOSED]})
    more = pl.concat([touches, odd.cast(touches.schema)])
    end = pl.DataFrame({"key": [350], "ended_at": [None], "converted": [False], "value": [0.0]})
    every = pl.concat([ends, end.cast(ends.schema)])
    walk = ordered(more.lazy(), every.lazy()).filter(journey=ends.height)
    own = more.filter(key=350).sort("occurred_at", maintain_order=True)
    assert walk["code"].equals(own["code"])
    assert walk["occurred_at"].equals(own["occurred_at"])


def test_a_moment_nobody_knows_is_in_no_dated_journey(touches, ends):
    unknown = touches.head(1).with_columns(occurred_at=pl.lit(None, pl.Datetime("us")), key=0)
    more = pl.concat([touches, unknown.cast(touches.schema)])
    walk, expected = (ordered(each.lazy(), ends.lazy()) for each in (more, touches))
    dated = ends.with_row_index("journey").filter(pl.col("ended_at").is_not_null())
    keep = pl.col("journey").is_in(dated["journey"].implode())
    assert walk.filter(keep).equals(expected.filter(keep))
