"""How often is a decision called a move where nothing changed, and how large a move is found?

python benchmarks/decisions.py            prints the shares
python benchmarks/decisions.py --write    writes them into docs/decisions.md
"""

import re
import sys
from pathlib import Path

import numpy as np
import polars as pl
from decisions_data import BEFORE, KINDS, weeks

from revops.alignment.decided.own_limits import own_limits

PAGE = Path(__file__).parents[1] / "docs" / "decisions.md"
SERIES, SEED = 1000, 20260706
SIZES = (0.25, 0.5, 1.0)
#: Weeks before, weeks since.
LENGTHS = ((BEFORE, 8), (BEFORE, 4), (40, 8))


def moved(kind: str, random: np.random.Generator, **told: float) -> tuple[float, float]:
    """Give the share of series outside their limits, above and below."""
    found = own_limits(weeks(kind, random, series=SERIES, **told))
    above, below = pl.col("seen") > pl.col("usual_high"), pl.col("seen") < pl.col("usual_low")
    up, down = found.select(up=above.sum() / pl.len(), down=below.sum() / pl.len()).row(0)
    return float(up), float(down)


def line(kind: str) -> str:
    """Write one kind's shares: either way where nothing changed, and upwards where it did."""
    random = np.random.default_rng(SEED)
    false = [sum(moved(kind, random, before=b, since=s)) for b, s in LENGTHS]
    right = [moved(kind, random, by=size)[0] for size in SIZES]
    return f"| {kind} | {' | '.join(f'{each * 100:.1f} %' for each in false)} | " + (
        f"{' | '.join(f'{each * 100:.0f} %' for each in right)} |"
    )


def table() -> str:
    """Write all kinds as a table."""
    false = [f"false, {since} weeks since, {before} before" for before, since in LENGTHS]
    right = [f"found, +{size * 100:.0f} %" for size in SIZES]
    head = f"| metric | {' | '.join([*false, *right])} |"
    return "\n".join([head, f"|---|{'--:|' * 6}", *map(line, KINDS)])


def main() -> None:
    """Print the shares; with --write, write them into the docs."""
    told = table()
    print(told)
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        start, end = "<!-- measured -->", "<!-- /measured -->"
        filled = f"{start}\n{told}\n{end}"
        page = re.sub(f"{start}.*{end}", lambda _: filled, page, flags=re.DOTALL)
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
