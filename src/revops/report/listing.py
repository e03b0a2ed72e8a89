"""What there is, a line each: reports, tables, sources, models, metrics, loads, suggestions."""

from collections.abc import Callable, Iterator

from revops.errors import RevopsError, UnknownName
from revops.identity import SUGGESTIONS
from revops.workspace import open_workspace


class OnlyMetrics(RevopsError):
    """Something else than metrics was to be told in full.

    >>> str(OnlyMetrics("tables"))
    '--long and --json tell metrics, not tables: revops list metrics'
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"--long and --json tell metrics, not {what}: revops list metrics")


def _lines(pairs: Iterator[tuple[str, str]]) -> list[str]:
    """Write names in one column and their first lines beside them."""
    listed = list(pairs)
    width = max((len(name) for name, _ in listed), default=0) + 2
    return [f"{name:<{width}}{said}".rstrip() for name, said in listed]


def _reports(workspace: str) -> Iterator[tuple[str, str]]:
    from revops.report.notebooks import listed

    return ((each.name, each.question) for each in listed(open_workspace(workspace)))


def _tables(_: str) -> Iterator[tuple[str, str]]:
    from revops.tables import TABLES

    return ((table.name, table.grain) for table in TABLES.values())


def _sources(_: str) -> Iterator[tuple[str, str]]:
    from revops.sources import SOURCES

    return (
        (name, "-> " + ", ".join(dict.fromkeys(each.table for each in exports)))
        for name, exports in sorted(SOURCES.items())
    )


def _models(_: str) -> Iterator[tuple[str, str]]:
    from revops.attribution import MODELS

    for name, weight in MODELS.items():
        module = __import__(weight.__module__, fromlist=["__doc__"])
        yield name, (module.__doc__ or "").partition("\n")[0]


def _metrics(_: str) -> Iterator[tuple[str, str]]:
    from revops.metrics import METRICS
    from revops.report.metric_card import metric_card

    for name, metric in sorted(METRICS.items()):
        card = metric_card(metric)
        source = ", ".join(card.tables)
        yield name, f"{card.question} ({card.unit}; owner: {card.owner}; from {source})"


def _loads(workspace: str) -> Iterator[tuple[str, str]]:
    from revops import store
    from revops.report.earlier import told

    state = open_workspace(workspace).state
    return ((name, told(state, name)) for name in store.listed(state))


def _suggestions(workspace: str) -> Iterator[tuple[str, str]]:
    from revops import store

    state = open_workspace(workspace).state
    pairs = store.read(state).suggestions if store.listed(state) else SUGGESTIONS.to_frame()
    return (
        (f"{table},{left},{right}", f"{score:.0%} alike: {why}")
        for table, left, right, score, why in pairs.select(SUGGESTIONS.names()).iter_rows()
    )


WHAT: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "reports": _reports,
    "tables": _tables,
    "sources": _sources,
    "models": _models,
    "metrics": _metrics,
    "loads": _loads,
    "suggestions": _suggestions,
}


def listing(
    what: str, workspace: str, *, is_long: bool = False, is_json: bool = False
) -> list[str]:
    """List one kind of thing; an unknown kind is refused with the known ones.

    Metrics can be told in full: for people (`is_long`), or for programmes (`is_json`).
    """
    if what not in WHAT:
        raise UnknownName("list", what, WHAT)
    if not (is_long or is_json):
        return _lines(WHAT[what](workspace))
    if what != "metrics":
        raise OnlyMetrics(what)
    from revops.report.metric_list import as_json, in_full

    return as_json(workspace) if is_json else in_full(workspace)
