"""Aggregated paths of others, credited by hand, by another package, and by this one."""

import csv
import gzip
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from revops.attribution import credit, from_paths, removal_effects

Row = tuple[list[str], int, float, int]
START, WON, LOST = ("start",), ("won",), ("lost",)  # no channel is a tuple


@pytest.fixture
def rows(journeys_file: Path) -> list[Row]:
    with gzip.open(journeys_file, "rt", encoding="utf-8") as text:
        return [
            (
                row["path"].split(" > "),
                int(row["total_conversions"]),
                float(row["total_conversion_value"]),
                int(row["total_null"]),
            )
            for row in csv.DictReader(text)
        ]


@pytest.fixture
def paths(journeys_file: Path) -> pl.DataFrame:
    return pl.read_csv(journeys_file)


def totals(shared: pl.DataFrame) -> dict[str, tuple[float, float]]:
    sums = shared.group_by("channel").agg(pl.col("credit", "credited_value").sum())
    return {channel: (n, value) for channel, n, value in sums.rows()}


def by_hand(rows: list[Row], model: str) -> dict[str, tuple[float, float]]:
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for path, n, value, _ in rows:
        touched = {"first": path[:1], "last": path[-1:], "linear": path}[model]
        for channel in touched:
            found[channel][0] += n / len(touched)
            found[channel][1] += value / len(touched)
    return {channel: (n, value) for channel, (n, value) in found.items()}


def moved(rows: list[Row]) -> Counter[tuple[object, object]]:
    counts: Counter[tuple[object, object]] = Counter()
    for path, won, _, lost in rows:
        for move in pairwise([START, *path]):
            counts[move] += won + lost
        counts[path[-1], WON] += won
        counts[path[-1], LOST] += lost
    return counts


def effects_by_deleting_rows(chances: dict[tuple[object, object], float]) -> dict[str, float]:
    """Solve the chain with and without each channel's row and column."""
    every = list(dict.fromkeys(one for one, _ in chances))

    def reached(without: object) -> float:
        states = [each for each in every if each != without]
        between = np.array([[chances.get((a, b), 0.0) for b in states] for a in states])
        won = np.array([chances.get((a, WON), 0.0) for a in states])
        solved = np.linalg.solve(np.eye(len(states)) - between, won)
        return float(solved[states.index(START)])

    whole = reached(None)
    return {str(each): 1 - reached(each) / whole for each in every if each != START}


def chances_of(rows: list[Row]) -> dict[tuple[object, object], float]:
    counts, left = moved(rows), Counter[object]()
    for (one, _), n in counts.items():
        left[one] += n
    return {move: n / left[move[0]] for move, n in counts.items()}


def test_the_file_is_the_one_that_was_counted(rows: list[Row]) -> None:
    assert len(rows) == 10_000
    assert sum(won for _, won, _, _ in rows) == 19_785
    assert sum(value for _, _, value, _ in rows) == pytest.approx(74_802.97, abs=0.005)
    assert sum(lost for _, _, _, lost in rows) == 68_602
    assert len(rows) - len({tuple(path) for path, *_ in rows}) == 4_592


@pytest.mark.parametrize("model", ["first", "last", "linear"])
def test_heuristics_equal_those_by_hand(rows: list[Row], paths: pl.DataFrame, model: str) -> None:
    found, expected = totals(credit(from_paths(paths), model)), by_hand(rows, model)
    assert found.keys() >= expected.keys()
    for channel, sums in found.items():
        assert sums == pytest.approx(expected.get(channel, (0.0, 0.0)), rel=1e-9)


def test_removal_effects_equal_those_of_deleted_rows(rows: list[Row], paths: pl.DataFrame) -> None:
    expected = effects_by_deleting_rows(chances_of(rows))
    found = removal_effects(from_paths(paths), order=1)
    effects = dict(found.select("channel", "removal_effect").rows())
    assert effects == pytest.approx(expected, rel=1e-9)
    whole = sum(expected.values())
    published = {name: 74_802.971587 * each / whole for name, each in expected.items()}
    values = dict(found.select("channel", "credited_value").rows())
    assert values == pytest.approx(published, rel=1e-8)


def test_markov_in_the_journey_equals_that_by_hand(rows: list[Row], paths: pl.DataFrame) -> None:
    weight, expected = effects_by_deleting_rows(chances_of(rows)), defaultdict(float)
    for path, _, value, _ in rows:
        whole = sum(weight[channel] for channel in path)
        for channel in path:
            expected[channel] += value * weight[channel] / whole
    found = totals(credit(from_paths(paths), "markov"))
    assert {name: value for name, (_, value) in found.items()} == pytest.approx(expected, rel=1e-9)


HEURISTICS = {"first": "first_touch", "last": "last_touch", "linear": "linear_touch"}


@pytest.mark.parametrize("model", HEURISTICS)
def test_heuristics_equal_channel_attributions(paths: pl.DataFrame, model: str) -> None:
    peer = pytest.importorskip("ChannelAttribution")
    columns = ("path", "total_conversions", "total_conversion_value")
    theirs = pl.from_pandas(peer.heuristic_models(paths.to_pandas(), *columns, flg_pro=False))
    name = HEURISTICS[model]
    expected = {row[0]: row[1:] for row in theirs.select(
        "channel_name", f"{name}_conversions", f"{name}_value").rows()}  # fmt: skip
    found = totals(credit(from_paths(paths), model))
    for channel, sums in expected.items():
        assert found.get(channel, (0.0, 0.0)) == pytest.approx(sums, rel=1e-9, abs=1e-9)
    assert found.keys() <= expected.keys()


def their_chances(paths: pl.DataFrame) -> dict[tuple[object, object], float]:
    peer = pytest.importorskip("ChannelAttribution")
    columns = ("path", "total_conversions", "total_null")
    told = peer.transition_matrix(paths.to_pandas(), *columns, flg_pro=False)
    names = {str(code): name for code, name in told["channels"].itertuples(index=False)}
    names |= {"(start)": START, "(conversion)": WON, "(null)": LOST}
    rows = told["transition_matrix"].itertuples(index=False)
    return {(names[str(a)], names[str(b)]): float(share) for a, b, share in rows}


def test_transition_counts_equal_channel_attributions(rows: list[Row], paths: pl.DataFrame) -> None:
    from revops.attribution.moves import moves, numbered

    known = numbered(from_paths(paths))
    names = {0: START, known.base: WON, known.base + 1: LOST}
    names |= dict(enumerate(known.channels, start=1))
    counted = moves(known.walk, base=known.base)
    ours = {(names[a], names[b]): int(n) for a, b, n in counted.rows()}
    assert ours == {move: n for move, n in moved(rows).items() if n}
    left = counted.group_by("state").agg(pl.col("n").sum())
    leaving = {names[state]: int(n) for state, n in left.rows()}
    theirs = their_chances(paths)
    assert ours == {move: round(share * leaving[move[0]]) for move, share in theirs.items()}
    for move, share in theirs.items():
        assert share == pytest.approx(ours[move] / leaving[move[0]], rel=1e-9)


def test_removal_effects_are_those_of_their_own_chain_solved_exactly(paths: pl.DataFrame) -> None:
    expected = effects_by_deleting_rows(their_chances(paths))
    found = removal_effects(from_paths(paths), order=1)
    effects = dict(found.select("channel", "removal_effect").rows())
    assert effects == pytest.approx(expected, rel=1e-9)


def test_removal_effects_lie_within_their_simulations_error(paths: pl.DataFrame) -> None:
    """They follow `walks` journeys, a share P of which converts, and count those a channel met.

    So an effect is a share of P x walks conversions, with the standard error of a share; walks are
    a tenth of `nsim_start`, one of ten repetitions. Five of them, plus half a conversion.
    """
    peer = pytest.importorskip("ChannelAttribution")
    told = peer.markov_model(
        paths.to_pandas(), "path", "total_conversions", "total_conversion_value", "total_null",
        nsim_start=1e6, conv_par=0.99, seed=0, out_more=True, verbose=False, flg_pro=False,
    )["removal_effects"]  # fmt: skip
    theirs = dict(zip(told.channel_name, told.removal_effects_conversion, strict=True))
    sums = paths.select(pl.col("total_conversions", "total_null").sum()).row(0)
    conversions = 1e6 / 10 * sums[0] / sum(sums)
    for channel, effect in removal_effects(from_paths(paths)).select(pl.nth(0, 1)).rows():
        error = np.sqrt(effect * (1 - effect) / conversions)
        assert theirs[channel] == pytest.approx(effect, abs=5 * error + 0.5 / conversions)
