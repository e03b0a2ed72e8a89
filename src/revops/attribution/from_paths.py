"""Journeys from aggregated paths: how other tools publish them, one row a path with its counts."""

from collections.abc import Mapping

import polars as pl

from revops.errors import BadParameter

PATH, CONVERSIONS, VALUE, NULL = (
    "path",
    "total_conversions",
    "total_conversion_value",
    "total_null",
)
#: What each count of a path is called in the journeys.
_COUNTS = {CONVERSIONS: "n_converted", VALUE: "value", NULL: "n_lost"}


def from_paths(frame: pl.DataFrame | pl.LazyFrame, *, separator: str = ">") -> pl.DataFrame:
    """One row is one touch of one distinct path, with the path's counts.

    `frame` has `path` (channels in time order between `separator`s), `total_conversions`,
    `total_conversion_value` and `total_null` (journeys that did not convert); the last two may
    be missing and are then 0. Paths that repeat are added up. Columns: conversion_id (the path),
    channel, position, path_length, value, n_converted, n_lost, is_first. No day, account or
    milestone is known, so models that need one are refused, and no interval can be given.

    Errors: BadParameter names missing columns, blank channels and counts below zero.

    >>> paths = pl.DataFrame({"path": ["email > webinar", "email", "email > webinar"],
    ...     "total_conversions": [1, 0, 2], "total_conversion_value": [100.0, 0.0, 300.0],
    ...     "total_null": [0, 5, 1]})
    >>> from_paths(paths).select("conversion_id", "channel", "value", "n_converted").rows()[1:]
    [('email > webinar', 'email', 400.0, 3.0), ('email > webinar', 'webinar', 400.0, 3.0)]
    """
    found = frame.lazy().collect()
    _require_columns(found)
    counted = _counted(found)
    split = pl.col(PATH).str.split(separator.strip()).list.eval(pl.element().str.strip_chars())
    summed = (
        counted.with_columns(split.alias("channel"))
        .group_by("channel")
        .agg(pl.col(name).sum() for name in _COUNTS.values())
        .with_columns(pl.col("channel").list.join(f" {separator.strip()} ").alias("conversion_id"))
        .sort("conversion_id")
    )
    return _walked(summed)


def _walked(summed: pl.DataFrame) -> pl.DataFrame:
    """Give each channel of a path a row and a position."""
    length = pl.col("channel").list.len().cast(pl.Int64)
    touched = summed.with_columns(
        length.alias("path_length"), pl.int_ranges(1, length + 1).alias("position")
    ).explode("channel", "position", empty_as_null=True)
    if touched.get_column("channel").replace("", None).null_count():
        raise BadParameter(
            "some paths hold a blank channel: name each channel between the separators, and "
            "leave out rows without a path."
        )
    return touched.select(
        "conversion_id", "channel", "position", "path_length", *_COUNTS.values(),
        (pl.col("position") == 1).alias("is_first"),
    ).sort("conversion_id", "position")  # fmt: skip


def _require_columns(frame: pl.DataFrame) -> None:
    """Raise where the path or the conversions are missing."""
    missing = [name for name in (PATH, CONVERSIONS) if name not in frame.columns]
    if missing:
        raise BadParameter(
            f"aggregated paths need the columns {PATH} and {CONVERSIONS}; missing: "
            f"{', '.join(missing)}. There are: {', '.join(frame.columns)}."
        )


def _counted(frame: pl.DataFrame) -> pl.DataFrame:
    """Name the counts; refuse those below zero or without a number, with how many."""
    there: Mapping[str, str] = {old: new for old, new in _COUNTS.items() if old in frame.columns}
    absent = [new for old, new in _COUNTS.items() if old not in there]
    counted = frame.select(
        pl.col(PATH).cast(pl.String).fill_null(""),
        *(pl.col(old).cast(pl.Float64, strict=False).alias(new) for old, new in there.items()),
        *(pl.lit(0.0).alias(name) for name in absent),
    )
    sound = (
        pl.col("n_converted").is_finite() & (pl.col("n_converted") >= 0)
        & pl.col("n_lost").is_finite() & (pl.col("n_lost") >= 0) & pl.col("value").is_finite()
    )  # fmt: skip
    bad = counted.filter(~sound.fill_null(False)).height
    if bad:
        raise BadParameter(
            f"{bad} of {counted.height} paths have a count that is missing, below zero or no "
            f"number in {', '.join(_COUNTS)}: correct them, or leave these rows out."
        )
    return counted
