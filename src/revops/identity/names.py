"""Names without what writers differ in: case, accents, punctuation, legal forms, word order."""

from collections.abc import Callable

import polars as pl

#: Legal forms as they stand at the end of a name, without points.
_LEGAL_FORMS = (
    "ab", "ag", "bv", "cia", "co", "company", "corp", "corporation", "cv", "de cv", "de rl",
    "e cia", "eireli", "eirl", "epp", "gmbh", "inc", "incorporated", "kg", "ldta", "limitada",
    "limited", "llc", "llp", "ltd", "ltda", "me", "mei", "nv", "oy", "plc", "pty", "rl", "s", "sa",
    "sa de cv", "sab", "saa", "sac", "sapi", "sarl", "sas", "scrl", "sl", "slu", "spa", "srl",
    "s a", "s c", "s l", "s p a", "s r l", "sociedad anonima", "y cia",
)  # fmt: skip
_AT_THE_END = f"( ({'|'.join(sorted(_LEGAL_FORMS, key=len, reverse=True))}))+$"
_SHORTEST = 3


def _text(step: Callable[[pl.Series], pl.Series], text: pl.Expr) -> pl.Expr:
    """Write texts another way, a stretch at a time, each step of the way once."""
    return text.map_batches(step, return_dtype=pl.String(), is_elementwise=True)


def _without(texts: pl.Series, out: pl.Series) -> pl.Series:
    """Leave some texts out."""
    return texts.set(out, None) if out.any() else texts


def _bare(texts: pl.Series) -> pl.Series:
    """Write texts in lower case, words parted by one blank; most have no letter with accents."""
    letters = texts.cast(pl.String)
    if letters.str.contains(r"[^\x00-\x7F]").any():
        letters = letters.str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    plain = letters.str.to_lowercase().str.replace_all(r"[.'’]", "")
    words = plain.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    return _without(words, words == "")


def _sorted(words: pl.Series) -> pl.Series:
    """Write the words of texts in alphabetical order, each once; most texts have two."""
    n_blanks = words.str.count_matches(" ", literal=True)
    two = words.filter(n_blanks == 1).str.split_exact(" ", 1).struct.unnest()
    a, b = two.get_columns()
    first, last = pl.min_horizontal(a, b), pl.max_horizontal(a, b)
    both = pl.select(pl.when(a == b).then(a).otherwise(pl.concat_str(first, pl.lit(" "), last)))
    many = words.filter(n_blanks > 1)
    ordered = many.str.split(" ").list.unique().list.sort().list.join(" ")
    pairs = ((n_blanks == 1, both.to_series()), (n_blanks > 1, ordered))
    for is_one, found in pairs:
        if not found.is_empty():
            words = words.scatter(is_one.fill_null(False).arg_true(), found)
    return words


def _full(core: pl.Series) -> pl.Series:
    """Write bare names of more than one word with their words in order."""
    return _sorted(_without(core, ~core.str.contains(" ", literal=True)))


def _company(texts: pl.Series) -> pl.Series:
    """Write names of companies without their legal form, words in order."""
    core = _bare(texts).str.replace(_AT_THE_END, "")
    return _sorted(_without(core, core.str.len_chars() < _SHORTEST))


def bare(text: pl.Expr) -> pl.Expr:
    """Write a text in lower case without accents, points and signs; nothing left is null.

    >>> names = pl.DataFrame({"name": ["José O'Hara", "Ana  ROJAS", "-"]})
    >>> names.select(bare(pl.col("name")))["name"].to_list()
    ['jose ohara', 'ana rojas', None]
    """
    return _text(_bare, text)


def company_name(name: pl.Expr) -> pl.Expr:
    """Give a company's name without its legal form, words in order.

    >>> firms = pl.DataFrame({"name": ["Pinturas Bahía S.A.", "PINTURAS BAHIA, Ltda", "S.A.", "-"]})
    >>> firms.select(company_name(pl.col("name")))["name"].to_list()
    ['bahia pinturas', 'bahia pinturas', None, None]
    """
    return _text(_company, name)


def person_name(name: pl.Expr) -> pl.Expr:
    """Give a person's full name, words in order; one word alone is no full name.

    >>> people = pl.DataFrame({"name": ["Toledo, Patricio", "Patricio TOLEDO", "Ana"]})
    >>> people.select(person_name(pl.col("name")))["name"].to_list()
    ['patricio toledo', 'patricio toledo', None]
    """
    return full(bare(name))


def full(core: pl.Expr) -> pl.Expr:
    """Give a person's full name by the bare one."""
    return _text(_full, core)
