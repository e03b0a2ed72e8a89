"""Telephone numbers in the international spelling, as evidence for a suggestion only."""

import polars as pl

#: A prefix rather than a line: too few digits to call anyone.
_FEWEST_DIGITS = 6


def _number(text: str, country: str | None) -> str | None:
    """Give one number as `+56912345678`, or nothing where it can't be one."""
    import phonenumbers  # slow to load, and most loads have no two people to tell apart by it

    try:
        found = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def e164(phone: pl.Series, iso: pl.Series) -> pl.Series:
    """Give each telephone number in one spelling; its country is where no prefix says it.

    >>> e164(pl.Series(["9 8123 4567", "+56 981234567", "12"]), pl.Series(["CL", None, "CL"]))
    shape: (3,)
    Series: 'phone' [str]
    [
        "+56981234567"
        "+56981234567"
        null
    ]
    """
    frame = pl.DataFrame({"text": phone.cast(pl.String), "iso": iso.cast(pl.String)})
    digits = pl.col("text").str.count_matches(r"\d") >= _FEWEST_DIGITS
    distinct = frame.unique().drop_nulls("text").filter(digits)
    pairs = zip(distinct["text"].to_list(), distinct["iso"].to_list(), strict=True)
    numbers = pl.Series("phone", [_number(*pair) for pair in pairs], dtype=pl.String)
    read = distinct.with_columns(numbers)
    joined = frame.join(
        read, on=["text", "iso"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.get_column("phone")
