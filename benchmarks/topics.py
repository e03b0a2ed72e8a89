"""How well are notes read? Precision and recall by topic and language, on notes kept apart.

    python benchmarks/topics.py            prints the figures of the held-out notes
    python benchmarks/topics.py --write    writes them for the pages and into docs/topics.md

The notes are tests/alignment/topics/notes_es.csv and notes_en.csv; of each five rows the first
two may be looked at while lists are improved, the other three are held out.
"""

import re
import sys
from pathlib import Path

import polars as pl

from revops.alignment.topics import scored
from revops.workspace.topic_figures import COUNTS, SHIPPED_FIGURES
from revops.workspace.topics import LANGUAGES, shipped_topics

ROOT = Path(__file__).parents[1]
NOTES = ROOT / "tests" / "alignment" / "topics"
PAGE = ROOT / "docs" / "topics.md"


def labelled(language: str, *, held_out: bool) -> pl.DataFrame:
    """Read the labelled notes of a language: text, topics."""
    rows = pl.read_csv(NOTES / f"notes_{language}.csv", infer_schema=False).with_row_index("row")
    said = pl.col("topics").fill_null("")
    topics = said.str.split(";").list.eval(pl.element().filter(pl.element() != ""))
    seen = pl.col("row") % 5 < 2
    return rows.filter(~seen if held_out else seen).select("text", topics)


def measured(*, held_out: bool = True) -> pl.DataFrame:
    """Score the shipped lists in every language: one row a language and topic."""
    lists = shipped_topics()
    parts = [
        scored(labelled(language, held_out=held_out), lists).with_columns(language=pl.lit(language))
        for language in LANGUAGES
    ]
    return pl.concat(parts)


def _line(row: dict[str, object]) -> str:
    """Write one topic's figures as a row of a table."""
    shares = [
        f"{row[name]:.2f} ({row[f'{name}_low']:.2f} to {row[f'{name}_high']:.2f})"
        if row[name] is not None
        else "–"
        for name in ("precision", "recall")
    ]
    return f"| {row['language']} | {row['topic']} | {row['n_labelled']} | {' | '.join(shares)} |"


def table(figures: pl.DataFrame) -> str:
    """Write the figures as a table, and each language's over all topics below."""
    sums = figures.group_by("language", maintain_order=True).agg(pl.col(COUNTS).sum())
    lines = [_line(row) for row in figures.iter_rows(named=True)]
    lines += [
        f"| {language} | all | {n} | {right / read:.2f} | {right / n:.2f} |"
        for language, right, read, n in sums.rows()
    ]
    head = "| language | topic | notes with it | precision (95 %) | recall (95 %) |"
    return "\n".join([head, "|---|---|--:|---|---|", *lines])


def main() -> None:
    """Print the figures; with --write, write them where pages and docs find them."""
    figures = measured()
    told = table(figures)
    print(told)
    if "--write" in sys.argv:
        figures.select("topic", "language", *COUNTS).write_csv(SHIPPED_FIGURES)
        page = PAGE.read_text(encoding="utf-8")
        start, end = "<!-- measured -->", "<!-- /measured -->"
        pattern = f"{start}.*{end}"
        filled = re.sub(pattern, lambda _: f"{start}\n{told}\n{end}", page, flags=re.DOTALL)
        PAGE.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
