"""Files with our own column names: for what no vendor exports, such as goals and users."""

from revops.sources.mapping import Export
from revops.tables import TABLES

_DEFAULTS = {"targets": {"params": "{}"}}

EXPORTS = tuple(
    Export(
        vendor="template",
        name=table.name,
        table=table.name,
        columns={"from_vendor": ("from_vendor",), **{name: (name,) for name in table.columns}},
        defaults=_DEFAULTS.get(table.name, {}),
    )
    for table in TABLES.values()
)
