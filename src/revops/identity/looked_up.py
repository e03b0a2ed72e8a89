"""Texts of many rows, found among those of a few: by their hashes, of which none is believed."""

import polars as pl


def looked_up(texts: pl.Series, wanted: pl.Series, names: pl.Series) -> pl.DataFrame:
    """Give the rows that are wanted and whose text is one of `names`: `at`, and its `place` there.

    Each name stands there once, in any order. Equal texts have equal hashes, which are sooner
    compared; should two texts share a hash, the texts themselves are compared.

    >>> texts, wanted = pl.Series(["v1", "v2", None, "v1"]), pl.Series([True, True, True, False])
    >>> looked_up(texts, wanted, pl.Series(["v3", "v1"])).rows()
    [(0, 1)]
    """
    rows = pl.DataFrame({"code": texts.hash(), "at": _places(texts), "wanted": wanted})
    few = pl.DataFrame({"code": names.hash(), "place": _places(names)})
    found = rows.filter("wanted").drop("wanted").join(few, on="code", how="inner")
    one, other = texts.gather(found["at"]), names.gather(found["place"])
    if few["code"].is_duplicated().any() or one.ne_missing(other).any():
        return _by_text(texts, wanted, names)
    return found.drop("code")


def shared(rows: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """Keep the rows that have one of some texts, which are few: their hashes tell most others.

    >>> rows = pl.DataFrame({"click_id": ["c1", "c2", "c1"], "person": [1, 2, 3]})
    >>> shared(rows, pl.Series("click_id", ["c1", "c3"])).rows()
    [('c1', 1), ('c1', 3)]
    """
    codes = rows.get_column(texts.name).hash()
    others = texts.hash()
    near = rows.filter(codes.is_in(others.implode()))
    same = texts.filter(others.is_in(near.get_column(texts.name).hash().implode()))
    return near.join(same.to_frame(), on=texts.name, how="semi", maintain_order="left")


def _places(texts: pl.Series) -> pl.Series:
    """Number the rows."""
    return pl.int_range(texts.len(), dtype=pl.UInt32, eager=True)


def _by_text(texts: pl.Series, wanted: pl.Series, names: pl.Series) -> pl.DataFrame:
    """Look the texts up as they are.

    >>> texts, wanted = pl.Series(["v1", "v2", None]), pl.Series([True, True, True])
    >>> _by_text(texts, wanted, pl.Series(["v2", "v1"])).sort("at").rows()
    [(0, 1), (1, 0)]
    """
    rows = pl.DataFrame({"text": texts, "at": _places(texts), "wanted": wanted})
    few = pl.DataFrame({"text": names, "place": _places(names)})
    return rows.filter("wanted").join(few, on="text", how="inner").select("at", "place")
