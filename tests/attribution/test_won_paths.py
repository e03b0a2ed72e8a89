"""Conversions added up by path give what they give one by one."""

import numpy as np
import pytest

from revops.attribution import won_paths as module
from revops.attribution.walked import Walked
from revops.attribution.won_paths import shared_by_path, won_paths


@pytest.fixture
def company():
    """300 journeys of 200 accounts, of whom half have a conversion; one is long."""
    draw = np.random.default_rng(4)
    length = np.append(draw.integers(1, 4, 299), 50)
    code = draw.integers(1, 4, length.sum()).astype(np.uint8)
    row = np.append(np.arange(200), draw.integers(0, 200, 100))
    won = row < 100
    return Walked(code, np.cumsum(length) - length, length, np.arange(300), row, won, 100)


def of_journeys(every):
    won = np.flatnonzero(every.won)
    touches = np.zeros((len(won), 3))
    for place, journey in enumerate(won):
        own = every.code[every.at[journey] :][: every.length[journey]]
        touches[place] = np.bincount(own - 1, minlength=3)
    return won, touches


@pytest.mark.parametrize("paths", [1, 7, 2048])
@pytest.mark.parametrize("at_once", [1, 5, 1024])
@pytest.mark.parametrize("spread", [False, True])
def test_sharing_by_path_is_sharing_journey_by_journey(
    monkeypatch, company, paths, at_once, spread
):
    monkeypatch.setattr(module, "_PATHS", paths)
    monkeypatch.setattr(module, "_AT_ONCE", at_once)
    draw = np.random.default_rng(5)
    own = draw.poisson(1, (100, 6)).astype(np.uint8)
    value, learnt = draw.lognormal(size=300), draw.random((3, 6))
    learnt[0, 2] = learnt[1:, 3] = learnt[:, 4] = 0
    made = won_paths(company, value, 3)
    sums = np.zeros((2, 3, 6))
    for some, taken in made.taken(own):
        touches = made.touches[some]
        sums += shared_by_path(touches, touches.sign() if spread else touches, learnt, taken)
    won, touches = of_journeys(company)
    part = np.sign(touches) if spread else touches
    weight = part[:, :, None] * learnt
    whole = weight.sum(axis=1, keepdims=True)
    equal = (touches / touches.sum(axis=1, keepdims=True))[:, :, None]
    share = np.where(whole > 0, weight / np.where(whole > 0, whole, 1), equal)
    each = share * own[company.row[won]][:, None, :]
    expected = np.stack([each.sum(axis=0), (each * value[won][:, None, None]).sum(axis=0)])
    assert sums == pytest.approx(expected, rel=1e-12)


def test_paths_alike_are_one(company):
    made = won_paths(company, np.ones(300), 3)
    won, _ = of_journeys(company)
    own = {tuple(company.code[company.at[n] :][: company.length[n]].tolist()) for n in won.tolist()}
    assert len(made.some) == len(own) < len(won)
