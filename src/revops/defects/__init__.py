"""Priced defects: what each failed check touches in deals and money, and which numbers it moves.

Checks know no metrics and metrics know no checks: here the two meet. A price says what is worth
mending first. The owner of a check says who can mend it; nothing is ever counted by team.
"""

from revops.defects.by_row import ROW_VALUES, row_values
from revops.defects.listed import DEFECTS, PROBLEMS
from revops.defects.moves import Company, Move
from revops.defects.priced import Guarded, Priced, price

__all__ = [
    "DEFECTS",
    "PROBLEMS",
    "ROW_VALUES",
    "Company",
    "Guarded",
    "Move",
    "Priced",
    "price",
    "row_values",
]
