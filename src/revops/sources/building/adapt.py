"""The settings of one export change its mapping; the words of the workspace win."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from revops.errors import UnknownName
from revops.sources.building.complaints import (
    bad_constants,
    bad_format,
    columns_of,
    unknown_columns,
)
from revops.sources.custom import CUSTOM, custom
from revops.sources.mapping import Cell, Export
from revops.sources.refusal import refuse
from revops.workspace.settings import ExportSettings


def _base(settings: ExportSettings, known: Mapping[str, tuple[Export, ...]]) -> tuple[Export, ...]:
    """Find the mapping by the name of the source."""
    if settings.source == CUSTOM:
        return custom(settings)
    if settings.source not in known:
        raise refuse(str(UnknownName("source", settings.source, [*known, CUSTOM])))
    if settings.table is not None:
        raise refuse("`table` is for custom exports; take it out of this one.")
    return known[settings.source]


def _said(value: str | bool | int | float, decimal: str | None) -> str:
    """Write a constant as a cell of the file would."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else str(value).replace(".", decimal or ".")


def _columns(
    export: Export, exports: Sequence[Export], settings: ExportSettings
) -> dict[str, Cell]:
    """Put the headers that the settings name in place of the mapping's.

    A column is renamed where the mapping has it; where no table of the source has it in its
    mapping, in every table with that column.
    """
    columns = dict(export.columns)
    for name, header in settings.columns.items():
        is_mapped = any(name in one.columns for one in exports)
        if name in (columns if is_mapped else columns_of(export.table)):
            columns[name] = (header,)
    return columns


def _adapted(export: Export, exports: Sequence[Export], settings: ExportSettings) -> Export:
    """Make the mapping of one table as the settings want it."""
    known = columns_of(export.table)
    decimal = settings.decimal or export.decimal
    constants = {
        name: _said(value, decimal) for name, value in settings.constants.items() if name in known
    }
    money = {"currency": settings.currency} if settings.currency and "currency" in known else {}
    return replace(
        export,
        columns=_columns(export, exports, settings),
        constants={**export.constants, **constants},
        defaults={**export.defaults, **money},
        date_formats=(settings.date_format,) if settings.date_format else export.date_formats,
        decimal=decimal,
        missing=(*export.missing, *(settings.missing or ())),
    )


def adapted(
    settings: ExportSettings, known: Mapping[str, tuple[Export, ...]]
) -> tuple[Export, ...]:
    """Give the mappings of one export of the settings.

    >>> custom = ExportSettings(
    ...     source="custom", path="deals.csv", table="opportunities",
    ...     columns={"opportunity_id": "mql_id"}, constants={"status": "won"},
    ... )
    >>> adapted(custom, {})[0].columns
    {'opportunity_id': ('mql_id',)}
    >>> adapted(ExportSettings(source="custom", path="x.csv", table="leds"), {})
    Traceback (most recent call last):
        ...
    revops.errors.SourceError: an export cannot be read:
      - there is no table named 'leds'. Did you mean 'leads'? Known: ...
    """
    exports = _base(settings, known)
    problems = unknown_columns(exports, settings) + bad_format(settings)
    if not problems:
        exports = tuple(_adapted(export, exports, settings) for export in exports)
        problems = bad_constants(exports, settings)
    if problems:
        raise refuse(*problems)
    return exports
