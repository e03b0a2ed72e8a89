"""A note as the reader sees it: small letters, no accents, plain words with single spaces."""

import polars as pl


def listed(text: str) -> frozenset[str]:
    """Give the words of a list.

    >>> sorted(listed("el la"))
    ['el', 'la']
    """
    return frozenset(text.split())


#: Words that carry no topic and no negation; without them "no es un tema" is "no es tema".
STOP = listed(
    """
    el la los las lo un una unos unas me nos te
    the an very really so just
    """
)
#: How people shorten words when they type, and how English joins them.
SHORT = {
    "les": "le", "q": "que", "k": "que", "x": "por", "xq": "porque", "pq": "porque", "d": "de",
    "tb": "tambien",
    "pa": "para", "pal": "para", "dps": "despues", "prox": "proximo", "gral": "general",
    "sgte": "siguiente", "reu": "reunion", "dcto": "descuento", "presu": "presupuesto",
    "w": "with", "cannot": "can not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "cant": "can not",
    "wont": "will not", "abt": "about", "til": "until", "till": "until",
    "w/o": "without", "nxt": "next", "yr": "year", "qtr": "quarter",
}  # fmt: skip
#: Ends what a negation reaches.
HARD = (
    r"[.;!?¿¡\n\r|\[\]{}\"“”«»]+"
    r"|\b(?:pero|sino|aunque|salvo|excepto|but|although|though|however|except)\b"
)
#: A negation reaches past it in a list only.
SOFT = r"[,:()…]+|\s[-–—]+\s|\s(?:y|e|and|&)\s"


def folded(text: pl.Expr) -> pl.Expr:
    """Write a text in small letters without accents, its apostrophes resolved.

    >>> frame = pl.DataFrame({"note": ["No es por el PRECIO, dijo", "It isn't the price"]})
    >>> frame.select(folded(pl.col("note"))).to_series().to_list()
    ['no es por el precio, dijo', 'it is not the price']
    """
    plain = text.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    joined = plain.str.replace_all(r"n['’]t\b", " not").str.replace_all(r"['’]\w{1,2}\b", "")
    return joined.str.replace_all(r"\bca not\b", "can not").str.replace_all(r"(\d)[.,](\d)", "$1$2")


def split(text: pl.Expr, pattern: str) -> pl.Expr:
    """Cut a text wherever the pattern is found.

    >>> frame = pl.DataFrame({"note": ["caro, pero útil"]})
    >>> frame.select(split(pl.col("note"), ",")).item().to_list()
    ['caro', ' pero útil']
    """
    return text.str.replace_all(pattern, "\x1f").str.split("\x1f")


def words(text: pl.Expr) -> pl.Expr:
    """Give the words of a folded text, abbreviations written out, words without weight left out.

    >>> frame = pl.DataFrame({"note": ["no le gusta q sea caro la"]})
    >>> frame.select(words(pl.col("note"))).item().to_list()
    ['no', 'le', 'gusta', 'que', 'sea', 'caro']
    """
    every = text.str.extract_all(r"w/o|[\p{L}\p{N}]+")
    long = every.list.eval(pl.element().replace(SHORT)).list.join(" ").str.split(" ")
    return long.list.eval(
        pl.element().filter(~pl.element().is_in(list(STOP)) & (pl.element() != ""))
    )
