"""Rows of people who were forgotten are left out of the tables, and what else names them.

A row goes where it is about the person: the record, its touches, calls, remarks, roles and
history. A deal stays, without its person: it is the company's. Their e-mail address goes from
every other text, whoever wrote it there, their telephone number from what people typed, and their
name from what people typed about their deals and their company.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl
import polars.selectors as cs

from revops.load.ties import ties
from revops.load.tombstones import ACCOUNT, DEAL, ID, VISITOR, Tombstones
from revops.load.within import FORGOTTEN as FORGOTTEN
from revops.load.within import told_apart, without_words
from revops.sources import Loaded

#: How a touch names a visitor.
VISITORS = ("anonymous_id", "click_id")
_ADDRESS = r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+"
#: Tables that keep their rows, without the person.
_STAYS = ("opportunities",)
#: Tables whose keys name people.
_OF_PEOPLE = ("leads", "opportunity_people", "stage_history", "field_history")


@dataclass(frozen=True)
class Gone:
    """Whom the tables of one load name among those forgotten: ids as written, and visitors.

    `deals` and `accounts` are those that they are tied to, or were when they were forgotten.
    """

    leads: frozenset[str]
    visitors: frozenset[str]
    deals: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.leads or self.visitors)

    def rows(self, columns: list[str]) -> pl.Expr:
        """Tell the rows that are about them."""
        tests = [pl.lit(False)]
        if "lead_id" in columns:
            tests.append(pl.col("lead_id").is_in(list(self.leads)))
        for name in (one for one in VISITORS if one in columns):
            tests.append(pl.col(name).is_in(list(self.visitors)))
        if "object_id" in columns:
            tests.append((pl.col("object") == "lead") & pl.col("object_id").is_in(list(self.leads)))
        return pl.any_horizontal(tests).fill_null(False)

    def tied(self, columns: list[str]) -> pl.Expr:
        """Tell the rows that are about a deal or a company of theirs."""
        known = {"opportunity_id": self.deals, "account_id": self.accounts}
        tests = [pl.col(k).is_in(list(v)) for k, v in known.items() if k in columns]
        if "object_id" in columns:
            kinds = {"opportunity": self.deals, "account": self.accounts}
            tests += [
                (pl.col("object") == kind) & pl.col("object_id").is_in(list(ids))
                for kind, ids in kinds.items()
            ]
        return pl.any_horizontal(pl.lit(False), *tests).fill_null(False)


def gone(tables: Mapping[str, pl.DataFrame], stones: Tombstones) -> Gone:
    """Find whom tables name among those forgotten.

    Ids are looked up wherever a table names a person; a record is theirs by its address, too, and
    by the record that the CRM merged it into.
    """
    named = [*_named(tables, "lead_id"), *_objects(tables)]
    leads = pl.concat([pl.Series([], dtype=pl.String), *named])
    found = {*stones.among(ID, leads)}
    found |= {*stones.addresses(leads.filter(leads.str.contains("@", literal=True)))}
    if (people := tables.get("leads")) is not None:
        theirs = stones.addresses(people["email"]) if "email" in people.columns else []
        found |= {*people.filter(pl.col("email").is_in(theirs))["lead_id"].drop_nulls()}
        found |= _merged(people, found)
    seen = [each for name in VISITORS for each in _named(tables, name)]
    visitors = pl.concat([pl.Series([], dtype=pl.String), *seen])
    marked = frozenset(stones.among(VISITOR, visitors))
    deals, accounts = ties(tables, found)
    known = [
        frozenset(one for ids in _named(tables, column) for one in stones.among(kind, ids))
        for column, kind in (("opportunity_id", DEAL), ("account_id", ACCOUNT))
    ]
    return Gone(frozenset(found), marked, deals | known[0], accounts | known[1])


def _named(tables: Mapping[str, pl.DataFrame], column: str) -> list[pl.Series]:
    there = (frame for frame in tables.values() if column in frame.columns)
    return [frame[column].cast(pl.String).unique().alias("") for frame in there]


def _objects(tables: Mapping[str, pl.DataFrame]) -> list[pl.Series]:
    """List the people whose history is told."""
    there = (frame for frame in tables.values() if "object_id" in frame.columns)
    return [
        frame.filter(pl.col("object") == "lead")["object_id"].cast(pl.String).unique().alias("")
        for frame in there
    ]


def _merged(people: pl.DataFrame, found: set[str]) -> set[str]:
    """Follow the CRM's own merges from and to those found."""
    known, before = set(found), -1
    pairs = people.select("lead_id", "merged_into").drop_nulls()
    while len(known) != before:
        before = len(known)
        known |= {*pairs.filter(pl.col("merged_into").is_in(list(known)))["lead_id"]}
    return known


def without_gone(
    tables: Mapping[str, pl.DataFrame], whom: Gone, stones: Tombstones
) -> dict[str, pl.DataFrame]:
    """Give the tables without them.

    >>> from revops.tables import TABLES
    >>> deals = TABLES["opportunities"].empty().clear(1).with_columns(lead_id=pl.lit("L1"))
    >>> calls = TABLES["activities"].empty().clear(1).with_columns(lead_id=pl.lit("L1"))
    >>> whom = Gone(frozenset(["L1"]), frozenset())
    >>> both = {"opportunities": deals, "activities": calls}
    >>> left = without_gone(both, whom, Tombstones(b"", frozenset()))
    >>> left["opportunities"]["lead_id"].to_list(), left["activities"].height
    ([None], 0)
    """
    left = {
        name: unaddressed(_without(name, frame, whom), stones) for name, frame in tables.items()
    }
    told = {
        name: without_words(frame, whom.tied(frame.columns), stones) for name, frame in left.items()
    }
    return told | {name: told_apart(told[name]) for name in ("accounts",) if name in told}


def _without(name: str, frame: pl.DataFrame, whom: Gone) -> pl.DataFrame:
    is_theirs = whom.rows(frame.columns)
    if name in _STAYS:
        nobody = pl.when(~is_theirs).then("lead_id").alias("lead_id")
        return frame.with_columns(nobody) if "lead_id" in frame.columns else frame
    return frame.filter(~is_theirs)


def unaddressed(frame: pl.DataFrame, stones: Tombstones) -> pl.DataFrame:
    """Take the addresses of those forgotten out of every text."""
    texts = [
        name
        for name, cells in frame.select(cs.string()).to_dict().items()
        if cells.str.contains("@", literal=True).any()
    ]
    if not texts:
        return frame
    written = pl.concat([frame[name].str.extract_all(_ADDRESS).explode() for name in texts])
    if not (theirs := stones.addresses(written)):
        return frame
    return frame.with_columns(
        pl.col(texts).str.replace_many(
            theirs, [FORGOTTEN] * len(theirs), ascii_case_insensitive=True
        )
    )


def without(read: Loaded, whom: Gone, stones: Tombstones) -> Loaded:
    """Leave the same rows out of tables that are not in memory, and out of what was refused."""
    stored = {
        name: rows.filter(~whom.rows(rows.collect_schema().names()))
        for name, rows in read.stored.items()
    }
    return replace(read, stored=stored, rejected=refused_without(read.rejected, whom, stones))


def refused_without(rejected: pl.DataFrame, whom: Gone, stones: Tombstones) -> pl.DataFrame:
    """Leave out what was refused of their records; a key of several columns names them in one."""
    parts = pl.col("record_id").str.split(" | ")
    is_theirs = parts.list.eval(pl.element().is_in(list(whom.leads))).list.any()
    of_people = pl.col("table").is_in(_OF_PEOPLE)
    return unaddressed(rejected.filter(~(of_people & is_theirs).fill_null(False)), stones)
