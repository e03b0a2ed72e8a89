"""How far do two answers agree beyond what chance would give? Cohen's kappa.

With p the table of shares, po = sum p_ii, pe = sum p_i. p_.i:  kappa = (po - pe) / (1 - pe).
Its variance in large samples (Fleiss, Cohen, Everitt 1969, Psychological Bulletin 72):

    A = sum p_ii (1 - (p_i. + p_.i)(1 - kappa))^2
    B = (1 - kappa)^2 sum_{i != j} p_ij (p_.i + p_j.)^2
    C = (kappa - pe (1 - kappa))^2
    variance = (A + B - C) / ((1 - pe)^2 n)

Source: Cohen 1960, Educational and Psychological Measurement 20.
"""

import numpy as np
import numpy.typing as npt

from revops.metrics.wilson import Z


def kappa(table: npt.NDArray[np.float64]) -> tuple[float, float, float] | None:
    """Give kappa with its 95 % interval; none where one answer is all there is.

    `table` holds counts: what one says (rows) by what the other says (columns), the same
    categories in the same order.

    >>> [round(figure, 3) for figure in kappa(np.array([[20.0, 5.0], [10.0, 15.0]]))]
    [0.4, 0.151, 0.649]
    """
    n = float(table.sum())
    share = table / n if n else table
    row, column = share.sum(axis=1), share.sum(axis=0)
    by_chance = float(row @ column)
    if n == 0 or by_chance >= 1:
        return None
    found = float((np.trace(share) - by_chance) / (1 - by_chance))
    rest = 1 - found
    on = np.diag(share)
    agreeing = float((on * (1 - (row + column) * rest) ** 2).sum())
    both = (column[:, None] + row[None, :]) ** 2
    apart = rest**2 * float((share * both).sum() - (on * np.diag(both)).sum())
    spread = agreeing + apart - (found - by_chance * rest) ** 2
    half = Z * (max(spread, 0.0) / n) ** 0.5 / (1 - by_chance)
    return found, max(found - half, -1.0), min(found + half, 1.0)
