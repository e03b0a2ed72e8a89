"""Do the shares won of several groups grow alike? Gray's test, in arrays of days by groups.

With Y_k at risk, S_k the share still open and F_k the share won of group k just before a day, and
d_1k won on it, each group's weight on that day is R_k = Y_k (1 - F_k) / S_k, and its score

    z_k = sum over the days of d_1k - R_k * d_1 / R        (d_1, R: summed over the groups)

is 0 on average where all curves are one. Unlike in the log-rank test, who was lost still weighs
as one who was not won. The covariance is Gray's, with his allowance for ties, F the curve that all
groups would share, h_k = Y_k / S_k, h their sum, a_ik = h_i (1 if i is k, less h_k / h), and
C_ik what is still to come of the sum of a_ik * d_1 / (h (1 - F)) after the day:

    sum over days and groups k of  x_ik x_jk (won)  +  y_ik y_jk (lost),
    x_ik = a_ik + C_ik (1 - (1 - F) / S_k),    y_ik = C_ik (1 - F) / S_k,

weighted by the variance of the wins and losses of the day. Who enters late is at risk from then
on. Source: Gray 1988, "A class of K-sample tests for comparing the cumulative incidence of a
competing risk", Ann. Statist. 16.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def gray(at_risk: Array, won: Array, lost: Array) -> tuple[Array, Array]:
    """Give the score of each group and their covariance.

    Takes three arrays of a row a day, in order, and a column a group. Days without wins and
    losses may be left out.

    >>> at_risk = np.array([[2.0, 2.0], [1.0, 2.0], [1.0, 1.0]])
    >>> won = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    >>> score, _ = gray(at_risk, won, np.zeros((3, 2)))
    >>> score.round(4).tolist()
    [-0.3333, 0.3333]
    """
    after = np.cumprod(1 - share(won + lost, at_risk), axis=0, dtype=np.float64)
    open_before = before(after, 1.0)
    there = np.where(open_before > 0, at_risk, 0.0)
    whole = share(there, open_before)
    won_before = before(np.cumsum(open_before * share(won, there), axis=0), 0.0)
    weight = whole * (1 - won_before)
    expected = weight * share(won.sum(axis=1), weight.sum(axis=1))[:, None]
    covariance = _covariance(there, won, lost, open_before, after)
    return (won - expected).sum(axis=0), covariance


def _covariance(there: Array, won: Array, lost: Array, open_before: Array, after: Array) -> Array:
    """Give the covariance of the scores: what the wins and the losses of each day add to it."""
    whole, n_won = share(there, open_before), won.sum(axis=1)
    total = whole.sum(axis=1)
    steps = share(n_won, total)
    shared = np.cumsum(steps)
    own = whole[:, :, None] * (np.eye(there.shape[1]) - share(whole, total[:, None])[:, None, :])
    ahead = own * share(steps, 1 - before(shared, 0.0))[:, None, None]
    to_come = ahead.sum(axis=0) - np.cumsum(ahead, axis=0)
    left = share((1 - shared)[:, None], after)
    of_wins = own + to_come * (1 - left)[:, None, :]
    of_losses = to_come * left[:, None, :]
    wins = _ties(n_won[:, None], total[:, None] * open_before)
    losses = _ties(lost, there)
    return _spread(of_wins, wins * share(open_before * steps[:, None], there)) + _spread(
        of_losses, losses * share(open_before**2 * lost, there**2)
    )


def share(part: Array, whole: Array) -> Array:
    """Divide; nothing of nothing is 0."""
    shape = np.broadcast_shapes(part.shape, whole.shape)
    divided: Array = np.divide(part, whole, out=np.zeros(shape), where=whole > 0)
    return divided


def before(after: Array, first: float) -> Array:
    """Give what stood before each day: what stood after the day before it."""
    moved = np.roll(after, 1, axis=0)
    moved[:1] = first
    return moved


def _ties(n: Array, of: Array) -> Array:
    """Lessen the variance of events that fall on one day, since they were drawn without return."""
    return np.where(n > 1, 1 - share(n - 1, of - 1), 1.0)


def _spread(parts: Array, variance: Array) -> Array:
    """Add up the products of parts (day, group, group) over the days and their last groups."""
    flat = parts.transpose(1, 0, 2).reshape(parts.shape[1], -1)
    summed: Array = (flat * variance.reshape(-1)) @ flat.T
    return summed
