"""Reports that no reading makes right: another cut of the numbers, or two currencies in one row."""

import re

from revops.sources.mapping import Export, parts
from revops.sources.reading.header import Header


def _other_cut(export: Export, header: Header) -> list[str]:
    """List the headers that say that the numbers are cut in another way."""
    return [
        f"the header '{header.names[at.index]}': {why}. Or else: {export.advice}"
        for name, why in export.unfit.items()
        if (at := header.find((name,)))
    ]


def _two_of_one(export: Export, header: Header) -> list[str]:
    """List the columns whose header holds a word of ours, such as a currency, in two ways."""
    problems = []
    for cell in export.columns.values():
        for names in parts(cell):
            patterns = tuple(name for name in names if isinstance(name, re.Pattern))
            found = header.find_all(patterns)
            held = {tuple(one.held.items()) for one in found if any(one.held.values())}
            if len(held) > 1:
                shown = " and ".join(f"'{header.names[one.index]}'" for one in found)
                problems.append(
                    f"the headers {shown} are one column in two currencies, and a row has one. "
                    "Export each account by itself."
                )
    return problems


def unfit(export: Export, header: Header) -> list[str]:
    """List why a file cannot be read as this export, though it has its headers.

    >>> toy = Export(
    ...     "toy", "x", "spend", advice="export by day.", unfit={"Action": "the cost is repeated"},
    ...     columns={"cost": (re.compile("Spent (?P<currency>[A-Z]{3})"),)},
    ... )
    >>> for problem in unfit(toy, Header(["Action", "Spent USD", "Spent EUR"])):
    ...     print(problem)
    the header 'Action': the cost is repeated. Or else: export by day.
    the headers 'Spent USD' and 'Spent EUR' are one column in two currencies, and a row has one. \
Export each account by itself.
    """
    return [*_other_cut(export, header), *_two_of_one(export, header)]
