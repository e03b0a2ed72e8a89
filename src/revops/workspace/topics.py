"""agreement/topics.csv: the words by which a note is read, one row a topic and language.

Columns: topic, language (es or en), words (phrases between semicolons; `*` at the end of one
stands for any ending). The topic `none` lists phrases that look like a topic and are none. A
topic and language may take several rows. A workspace without the file uses the shipped lists.
"""

import re
import unicodedata
from pathlib import Path

import polars as pl

TOPIC_COLUMNS = ("topic", "language", "words")
#: The topics that are shipped; a workspace may add its own.
TOPICS = (
    "price", "timing", "integration", "security", "ease_of_use", "support", "missing_feature",
    "competitor", "decision_process", "no_need",
)  # fmt: skip
LANGUAGES = ("es", "en")
SHIPPED = Path(__file__).with_name("template") / "agreement" / "topics.csv"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SCHEMA = dict.fromkeys(("topic", "language", "word"), pl.String)


def shipped_topics() -> pl.DataFrame:
    """Give the shipped lists: one row a word, with topic, language, word.

    >>> shipped_topics().filter(topic="price", language="es").get_column("word").head(1).to_list()
    ['precio*']
    """
    return read_words(pl.read_csv(SHIPPED, infer_schema=False), [])


def read_words(rows: pl.DataFrame, problems: list[str]) -> pl.DataFrame:
    """Check the rows of the file and give one row a word; every problem is told.

    >>> rows = pl.DataFrame({"topic": ["price"], "language": ["fr"], "words": ["prix;;prix"]})
    >>> problems = []
    >>> read_words(rows, problems).height
    0
    >>> for problem in problems: print(problem)
    agreement/topics.csv row 2: language is 'fr'; the reader knows es and en
    """
    seen: dict[tuple[str, str], int] = {}
    kept: list[tuple[str, str, str]] = []
    given = rows.select(TOPIC_COLUMNS).fill_null("").rows()
    for row, (topic, language, said) in enumerate(given, start=2):
        place = f"agreement/topics.csv row {row}"
        own = _row_problems(topic, language, place)
        if own:
            problems.extend(own)
            continue
        phrases = [" ".join(phrase.split()) for phrase in said.split(";")]
        problems.extend(_word_problems(phrases, language, row, seen))
        kept.extend((topic, language, phrase) for phrase in phrases if phrase)
    return pl.DataFrame(kept, schema=_SCHEMA, orient="row")


def _row_problems(topic: str, language: str, place: str) -> list[str]:
    """Tell what is wrong with a row's topic or language."""
    found = []
    if not _NAME.fullmatch(topic):
        found.append(
            f"{place}: topic is '{topic}'; write small letters, digits and _, such as ease_of_use"
        )
    if language not in LANGUAGES:
        found.append(f"{place}: language is '{language}'; the reader knows es and en")
    return found


def _word_problems(
    phrases: list[str], language: str, row: int, seen: dict[tuple[str, str], int]
) -> list[str]:
    """Tell of blank phrases, of stars in the middle, and of phrases listed before."""
    place, found = f"agreement/topics.csv row {row}", []
    for phrase in phrases:
        key = (language, _plain(phrase))
        if not re.search(r"\w", phrase):
            found.append(f"{place}: a word is blank; take out the ';' too many, or name a word")
        elif "*" in phrase[:-1]:
            found.append(f"{place}: '{phrase}' has a * before its end; it may only stand last")
        elif key in seen:
            found.append(f"{place}: '{phrase}' is there already, in row {seen[key]}; keep one")
        seen.setdefault(key, row)
    return found


def _plain(phrase: str) -> str:
    """Write a phrase without accents, in small letters: what the reader sees as the same."""
    letters = unicodedata.normalize("NFKD", phrase.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
