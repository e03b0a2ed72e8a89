"""Words of a note that are one slip of the finger from a word that is looked for.

Only words of six letters or more with the same first letter: shorter ones are too often other
words. A slip is one letter missing, added, changed, or two neighbours swapped (optimal string
alignment distance 1).
"""

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from revops.alignment.topics.folded import listed

#: The shortest word that is put right.
LETTERS = 6
#: Real words one letter from a word that is looked for.
_TRUE_WORDS = listed(
    """
    precisa preciso preciosa presione contacto contactos contento contentos intento intenta
    soportar comisiones comparte comparten comprado compraron seguimos espera esperan esperando
    consulta consultas contesta contesto pensando prensa empresa empresas compras nosotros
    prices prince planning meetings starting running waiting contact contacts contract contracts
    """
)
_CHUNK = 10_000


def put_right(said: pl.DataFrame, looked_for: pl.Series) -> pl.DataFrame:
    """Correct the slips in `said` of parts; rows and their order stay.

    >>> parts = pl.DataFrame({"part": [0], "said": [" piden descunto "]})
    >>> put_right(parts, pl.Series([" descuento "])).get_column("said").item()
    ' piden descuento '
    """
    right = looked_for.str.strip_chars().str.split(" ").explode().unique().sort().drop_nulls()
    known = right.filter(right.str.len_chars() >= LETTERS)
    word = said.select("part", word=pl.col("said").str.strip_chars().str.split(" "))
    word = word.explode("word")
    seen = word.get_column("word").unique().sort()
    new = seen.filter(
        (seen.str.len_chars() >= LETTERS)
        & ~seen.is_in(right.implode())
        & ~seen.is_in(list(_TRUE_WORDS))
    )
    slips = _nearest(new, known)
    if slips.is_empty():
        return said
    fixed = word.join(slips, on="word", how="left", maintain_order="left").with_columns(
        word=pl.coalesce("right", "word")
    )
    joined = fixed.group_by("part", maintain_order=True).agg(pl.col("word").str.join(" "))
    corrected = said.join(joined, on="part", how="left", maintain_order="left")
    return corrected.with_columns(said=pl.format(" {} ", "word")).drop("word")


def _nearest(new: pl.Series, known: pl.Series) -> pl.DataFrame:
    """Pair each word with the first known word at distance one."""
    found = [
        pl.DataFrame({"word": [], "right": []}, schema={"word": pl.String, "right": pl.String})
    ]
    for start in range(0, len(new) if len(known) else 0, _CHUNK):
        some = new[start : start + _CHUNK]
        far = cdist(some.to_list(), known.to_list(), scorer=OSA.distance, score_cutoff=1)
        row, column = np.nonzero(far == 1)
        pairs = pl.DataFrame({"word": some[row], "right": known[column]})
        found.append(pairs)
    pairs = pl.concat(found).filter(
        pl.col("word").str.slice(0, 1) == pl.col("right").str.slice(0, 1)
    )
    return pairs.sort("word", "right").unique("word", keep="first", maintain_order=True)
