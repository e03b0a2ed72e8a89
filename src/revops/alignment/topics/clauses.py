"""A note cut into what a negation can reach: clauses, and the parts of a clause."""

import polars as pl

from revops.alignment.topics.folded import HARD, SOFT, folded, split, words

#: So much of a note is read: a mail that somebody pasted may be any length.
LETTERS = 4_000


def parts(notes: pl.DataFrame) -> pl.DataFrame:
    """Cut each note of a frame (note_id, text): one row a part, in the order of the note.

    Columns: note_id, clause, part (numbers over all notes), n_words, said (the part's words
    between spaces). A clause ends at a full stop or at "but"; a part ends at a comma or at "and".

    >>> notes = pl.DataFrame({"note_id": [0], "text": ["Caro, dice. Llamar y ver"]})
    >>> parts(notes).select("clause", "part", "said").rows()
    [(0, 0, ' caro '), (0, 1, ' dice '), (1, 2, ' llamar '), (1, 3, ' ver ')]
    """
    read = pl.col("text").str.slice(0, LETTERS)
    clauses = (
        notes.select("note_id", text=split(folded(read), HARD))
        .explode("text")
        .with_row_index("clause")
    )
    cut = clauses.with_columns(text=split(pl.col("text"), SOFT)).explode("text")
    said = cut.select("note_id", "clause", word=words(pl.col("text")))
    return (
        said.filter(pl.col("word").list.len() > 0)
        .with_row_index("part")
        .select(
            "note_id",
            "clause",
            "part",
            n_words=pl.col("word").list.len(),
            said=pl.format(" {} ", pl.col("word").list.join(" ")),
        )
    )
