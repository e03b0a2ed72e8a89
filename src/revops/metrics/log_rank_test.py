"""Do several groups close at the same rate, won or lost? The log-rank test, in arrays.

With Y_k at risk in group k and d_k closed on a day, Y and d over all groups, the score of a group
is the sum over the days of d_k - Y_k d / Y, and the covariance of two scores is the sum of

    d (Y - d) / (Y - 1) * Y_i / Y * (1 if i is k else 0, less Y_k / Y)

which is exact under ties (hypergeometric). Who enters late is at risk from then on.
Source: Mantel 1966, Cancer Chemother. Rep. 50; Peto and Peto 1972, J. R. Stat. Soc. A 135.
"""

import numpy as np

from revops.metrics.gray_test import Array, share


def log_rank(at_risk: Array, closed: Array) -> tuple[Array, Array]:
    """Give the score of each group and their covariance: a row a day, a column a group.

    >>> at_risk = np.array([[2.0, 2.0], [1.0, 2.0]])
    >>> score, covariance = log_rank(at_risk, np.array([[1.0, 0.0], [0.0, 1.0]]))
    >>> score.round(4).tolist(), covariance.round(4).tolist()
    ([0.1667, -0.1667], [[0.4722, -0.4722], [-0.4722, 0.4722]])
    """
    whole, n_closed = at_risk.sum(axis=1), closed.sum(axis=1)
    part = share(at_risk, whole[:, None])
    score = (closed - part * n_closed[:, None]).sum(axis=0)
    spread = n_closed * share(whole - n_closed, whole - 1)
    covariance: Array = np.diag(spread @ part) - (part * spread[:, None]).T @ part
    return score, covariance
