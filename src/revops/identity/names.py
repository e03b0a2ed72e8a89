"""Names without what writers differ in: case, accents, punctuation, legal forms, word order."""

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


def bare(text: pl.Expr) -> pl.Expr:
    """Write a text in lower case without accents, points and signs; nothing left is null."""
    plain = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    words = plain.str.replace_all(r"[.'’]", "").str.replace_all(r"[^\p{L}\p{N}]+", " ")
    trimmed = words.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def in_order(words: pl.Expr) -> pl.Expr:
    """Write the words of a text in alphabetical order, each once."""
    return words.str.split(" ").list.unique().list.sort().list.join(" ")


def company_name(name: pl.Expr) -> pl.Expr:
    """Give a company's name without its legal form, words in order.

    >>> firms = pl.DataFrame({"name": ["Pinturas Bahía S.A.", "PINTURAS BAHIA, Ltda", "S.A.", "-"]})
    >>> firms.select(company_name(pl.col("name")))["name"].to_list()
    ['bahia pinturas', 'bahia pinturas', None, None]
    """
    core = bare(name).str.replace(_AT_THE_END, "")
    return pl.when(core.str.len_chars() >= _SHORTEST).then(in_order(core))


def person_name(name: pl.Expr) -> pl.Expr:
    """Give a person's full name, words in order; one word alone is no full name.

    >>> people = pl.DataFrame({"name": ["Toledo, Patricio", "Patricio TOLEDO", "Ana"]})
    >>> people.select(person_name(pl.col("name")))["name"].to_list()
    ['patricio toledo', 'patricio toledo', None]
    """
    core = bare(name)
    return pl.when(core.str.contains(" ", literal=True)).then(in_order(core))
