"""Who is meant by an id or an address, and all by which a workspace knows them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from revops import sources, store
from revops.errors import RevopsError
from revops.load.agreed import with_agreed
from revops.load.forgotten import VISITORS
from revops.load.ties import ties
from revops.load.tombstones import ACCOUNT, ADDRESS, DEAL, ID, NAME, PHONE, VISITOR, mailboxes
from revops.load.within import names, numbers
from revops.workspace import Workspace

Tables = Mapping[str, pl.DataFrame]
_KNOWN = ("lead_id", "email", "full_name", "phone", "merged_into", "email_hash")


@dataclass(frozen=True, repr=False)
class Person:
    """All by which one person is known; nothing of it is ever written into a receipt."""

    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    visitors: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    def known_by(self) -> dict[str, list[str]]:
        """Give what a later load recognises them by."""
        boxes = mailboxes(pl.Series(self.addresses, dtype=pl.String)).drop_nulls().to_list()
        return {
            **{ID: [*self.ids], ADDRESS: boxes, VISITOR: [*self.visitors]},
            **{DEAL: [*self.deals], ACCOUNT: [*self.accounts]},
            PHONE: [key for phone in self.phones for key in numbers(phone)],
            NAME: [key for name in self.names for key in names(name)],
        }

    def joined(self, other: "Person") -> "Person":
        """Add what else is known of the same person."""
        pairs = {name: (*getattr(self, name), *getattr(other, name)) for name in _PARTS}
        return Person(**{name: tuple(sorted(set(both))) for name, both in pairs.items()})


_PARTS = ("ids", "addresses", "names", "phones", "visitors", "deals", "accounts")


def snapshots(state: Path) -> list[str]:
    """List every load that is kept, whether or not it is still listed."""
    folder = state / "snapshots"
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path.name for path in found if store.exists(state, path.name)]


def find(workspace: Workspace, who: str) -> Person:
    """Find one person by a record's id or an address, in every load and in the exports of now.

    An address that several people share names nobody.
    """
    now = raw(workspace) or {}
    people = pl.concat([_NONE, *_people(workspace, now)], how="vertical").unique()
    merges = pl.concat([_PAIRS, *_merges(workspace, people)]).unique()
    named = _meant(people, merges, who.strip())
    if not named:
        raise RevopsError(
            "no load and no export names this person. Give the id of a lead or a contact as the "
            "CRM writes it, or their e-mail address; who is forgotten already is not found again"
        )
    groups = _groups(named, merges)
    if len(groups) > 1:
        raise RevopsError(
            f"{len(groups)} people share this address. Give the id of the one who is meant"
        )
    return _told(groups[0], people, workspace, now)


_NONE = pl.DataFrame(schema=dict.fromkeys(_KNOWN, pl.String))
_PAIRS = pl.DataFrame(schema={"from_id": pl.String, "to_id": pl.String})


def _people(workspace: Workspace, now: Tables) -> Iterator[pl.DataFrame]:
    """Give the people of each load, then of the exports where they can be read."""
    for name in snapshots(workspace.state):
        if (leads := store.read(workspace.state, name).tables.get("leads")) is not None:
            yield leads.select(pl.col(_KNOWN).cast(pl.String))
    if (leads := now.get("leads")) is not None:
        yield leads.select(pl.col(_KNOWN).cast(pl.String))


def raw(workspace: Workspace) -> dict[str, pl.DataFrame] | None:
    """Read the files of the exports as they are now; null where they cannot be read."""
    every = with_agreed(workspace).settings.exports
    files = [export for export in every if not export.is_query]
    try:
        return sources.read_all(files, root=workspace.root, zone=workspace.settings.zone).tables
    except RevopsError:
        return None


def _merges(workspace: Workspace, people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Give the pairs of ids that are one person: by each load, and by the CRM."""
    for name in snapshots(workspace.state):
        merges = store.read(workspace.state, name).merges
        yield merges.filter(pl.col("table") == "leads").select("from_id", "to_id")
    yield people.select(from_id="lead_id", to_id="merged_into").drop_nulls()


def _meant(people: pl.DataFrame, merges: pl.DataFrame, who: str) -> set[str]:
    """List the ids that are meant: the one given, or those with the address."""
    ids = {*people["lead_id"], *merges["from_id"], *merges["to_id"]}
    box = mailboxes(pl.Series([who])).item() if "@" in who else None
    theirs = {*people.filter(mailboxes(people["email"]) == box)["lead_id"]} if box else set()
    return ({who} & ids) | theirs


def _groups(named: Iterable[str], merges: pl.DataFrame) -> list[set[str]]:
    """Group ids that merges tie together, each with all its ids."""
    groups: list[set[str]] = []
    for one in sorted(named):
        if not any(one in group for group in groups):
            group, size = {one}, 0
            while len(group) != size:
                size = len(group)
                either = pl.col("from_id").is_in(list(group)) | pl.col("to_id").is_in(list(group))
                tied = merges.filter(either)
                group |= {*tied["from_id"], *tied["to_id"]}
            groups.append(group)
    return groups


def _told(ids: set[str], people: pl.DataFrame, workspace: Workspace, now: Tables) -> Person:
    """Gather what is known of one person; an address that others have, too, is not theirs alone."""
    is_theirs = pl.col("lead_id").is_in(list(ids))
    own, others = people.filter(is_theirs), people.filter(~is_theirs)
    shared = {*mailboxes(others["email"]).drop_nulls()}
    boxes = mailboxes(own["email"])
    alone = own["email"].filter(~boxes.is_in(list(shared)).fill_null(False))
    every = [
        now,
        *(store.read(workspace.state, name).tables for name in snapshots(workspace.state)),
    ]
    deals, accounts = zip(*(ties(tables, ids) for tables in every), strict=True)
    return Person(
        ids=tuple(sorted(ids)),
        addresses=_texts(alone),
        names=tuple(name for name in _texts(own["full_name"]) if " " in name.strip()),
        phones=_texts(own["phone"]),
        visitors=tuple(sorted(_visitors(ids, workspace))),
        deals=tuple(sorted(set().union(*deals))),
        accounts=tuple(sorted(set().union(*accounts))),
    )


def _texts(cells: pl.Series) -> tuple[str, ...]:
    return tuple(cells.drop_nulls().unique().sort().to_list())


def _visitors(ids: set[str], workspace: Workspace) -> set[str]:
    """List the visitors and clicks that led to this person in some load, and to no one else."""
    own, others = set[str](), set[str]()
    is_theirs = pl.col("lead_id").is_in(list(ids))
    for name in snapshots(workspace.state):
        seen = store.scans(store.read(workspace.state, name)).get("touchpoints")
        if seen is None:
            continue
        for column in VISITORS:
            led = seen.select("lead_id", column).drop_nulls()
            own |= {*led.filter(is_theirs).select(column).unique().collect()[column]}
            of_it = pl.col(column).is_in(list(own))
            others |= {*led.filter(~is_theirs & of_it).select(column).unique().collect()[column]}
    return own - others
