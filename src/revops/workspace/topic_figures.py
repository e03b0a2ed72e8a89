"""agreement/topics_measured.csv: how well this workspace's notes are read, by topic.

Written by `revops topics label --read`: counts only, no text. Columns: topic, n_right (labelled
and read), n_read, n_labelled, lists (the fingerprint of the word lists that were measured). Figures
of other lists than today's are not used. Where a workspace has none, those of the project's own
labelled notes stand in (`measured_on` says which).
"""

import hashlib
from pathlib import Path

import polars as pl

FILE = "topics_measured.csv"
FIGURE_COLUMNS = ("topic", "n_right", "n_read", "n_labelled", "lists")
COUNTS = ("n_right", "n_read", "n_labelled")
SHIPPED_FIGURES = Path(__file__).with_name("topics_measured.csv")
OWN, SHIPPED = "own", "shipped"


def fingerprint(topics: pl.DataFrame) -> str:
    """Name a set of word lists; the order of rows does not matter.

    >>> lists = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> fingerprint(lists) == fingerprint(lists.reverse())
    True
    """
    rows = sorted("\t".join(row) for row in topics.select("topic", "language", "word").rows())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


def shipped_figures() -> pl.DataFrame:
    """Give the figures measured on the project's own held-out notes, both languages together.

    >>> shipped_figures().columns
    ['topic', 'n_right', 'n_read', 'n_labelled', 'measured_on']
    """
    figures = pl.read_csv(SHIPPED_FIGURES).group_by("topic").agg(pl.col(COUNTS).sum())
    return figures.sort("topic").with_columns(measured_on=pl.lit(SHIPPED))


def read_figures(rows: pl.DataFrame, topics: pl.DataFrame, problems: list[str]) -> pl.DataFrame:
    """Check the workspace's own figures; the shipped ones where there are none of these lists.

    >>> problems = []
    >>> lists = pl.DataFrame({"topic": ["price"], "language": ["es"], "word": ["caro"]})
    >>> rows = pl.DataFrame({"topic": ["price"], "n_right": ["9"], "n_read": ["x"],
    ...     "n_labelled": ["8"], "lists": [fingerprint(lists)]})
    >>> _ = read_figures(rows, lists, problems)
    >>> print(problems[0])
    agreement/topics_measured.csv row 2: n_read is 'x', no whole number; run: revops topics label
    """
    counts = rows.with_columns(pl.col(COUNTS).cast(pl.Int64, strict=False))
    for name in COUNTS:
        told = zip(rows.get_column(name), counts.get_column(name), strict=True)
        problems.extend(
            f"agreement/{FILE} row {row}: {name} is '{said or ''}', no whole number; "
            "run: revops topics label"
            for row, (said, number) in enumerate(told, start=2)
            if number is None or number < 0
        )
    own = counts.filter(pl.col("lists") == fingerprint(topics)).select("topic", *COUNTS)
    return shipped_figures() if own.is_empty() else own.with_columns(measured_on=pl.lit(OWN))
