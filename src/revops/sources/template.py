"""Files with our own columns, filled by people: for what no vendor exports, such as goals.

A header is our column's name, or that of a form in English, Spanish or Portuguese; the agreed
words of a column are read in the same languages.
"""

from revops.sources.forms import headers, words
from revops.sources.mapping import Export
from revops.tables import TABLES

_DEFAULTS = {"targets": {"params": "{}"}}

EXPORTS = tuple(
    Export(
        vendor="template",
        name=table.name,
        table=table.name,
        columns={
            "from_vendor": ("from_vendor",),
            **{name: headers(name) for name in table.columns},
        },
        values=words(table.name),
        defaults=_DEFAULTS.get(table.name, {}),
    )
    for table in TABLES.values()
)
