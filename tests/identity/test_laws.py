"""Laws of merging: whatever the records, nobody is lost, invented, or tied without a key."""

from collections import defaultdict
from collections.abc import Iterator

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from revops.identity import Resolved, resolve

from .conftest import at, ids, table

EMAILS = st.sampled_from(
    [None, "a@x.example", "A@X.example ", "b@x.example", "a.na@gmail.com", "ana+1@gmail.com", "n/a",
     "info@x.example"]
)  # fmt: skip
NAMES = st.sampled_from([None, "Ana Rojas", "Bruno Díaz"])
DOMAINS = st.sampled_from([None, "faro.example", "www.faro.example", "gmail.com", "bosque.cl", "-"])
TAX_IDS = st.sampled_from([None, "76.123.456-0", "761234560", "96790240-3", "76123456-1", "0"])
PEOPLE = st.lists(st.tuples(EMAILS, NAMES, st.integers(1, 5)), max_size=10)
FIRMS = st.lists(st.tuples(DOMAINS, TAX_IDS, st.integers(1, 5)), max_size=10)


def leads(people: list[tuple[str | None, str | None, int]]) -> pl.DataFrame:
    rows = [
        {"lead_id": f"L{n}", "email": email, "full_name": name, "created_at": at(day)}
        for n, (email, name, day) in enumerate(people)
    ]
    return table("leads", *rows)


def accounts(firms: list[tuple[str | None, str | None, int]]) -> pl.DataFrame:
    rows = [
        {"account_id": f"A{n}", "domain": d, "tax_id": t, "country": "Chile", "created_at": at(day)}
        for n, (d, t, day) in enumerate(firms)
    ]
    return table("accounts", *rows)


def groups(resolved: Resolved, every: list[str]) -> set[frozenset[str]]:
    survivor = dict(resolved.merges.select("from_id", "to_id").iter_rows())
    found = defaultdict(set)
    for each in every:
        found[survivor.get(each, each)].add(each)
    return {frozenset(members) for members in found.values()}


def connected(keys: dict[str, set[str]]) -> set[frozenset[str]]:
    """Group records by shared keys, by another means: one at a time."""
    parts: list[tuple[set[str], set[str]]] = []
    for record, own in keys.items():
        touching = [part for part in parts if part[1] & own]
        merged = ({record}.union(*(p[0] for p in touching)), own.union(*(p[1] for p in touching)))
        parts = [part for part in parts if part not in touching] + [merged]
    return {frozenset(members) for members, _ in parts}


def keys_of(people: list[tuple[str | None, str | None, int]]) -> Iterator[tuple[str, set[str]]]:
    names = {name for email, name, _ in people if email == "info@x.example"} - {None}
    for n, (email, name, _) in enumerate(people):
        address = (email or "").strip().lower()
        if "gmail" in address:
            address = "ana@gmail.com"
        if address.startswith("info") and len(names) > 1:
            address = f"{address} {name}" if name else ""
        yield f"L{n}", {address} if "@" in address else set()


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_people_are_grouped_by_their_mailbox(
    people: list[tuple[str | None, str | None, int]],
) -> None:
    frame = leads(people)
    expected = connected(dict(keys_of(people)))
    assert groups(resolve({"leads": frame}), frame["lead_id"].to_list()) == expected


@settings(max_examples=30, deadline=None)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_group(
    people: list[tuple[str | None, str | None, int]], random: object
) -> None:
    frame = leads(people)
    shuffled = frame.sample(fraction=1, shuffle=True, seed=random.randrange(99))  # type: ignore[attr-defined]
    every = frame["lead_id"].to_list()
    assert groups(resolve({"leads": frame}), every) == groups(resolve({"leads": shuffled}), every)


@settings(max_examples=30, deadline=None)
@given(PEOPLE)
def test_merging_people_twice_changes_nothing(
    people: list[tuple[str | None, str | None, int]],
) -> None:
    once = resolve({"leads": leads(people)})
    twice = resolve(once.tables)
    assert twice.merges.is_empty()
    assert twice.tables["leads"].equals(once.tables["leads"])


@settings(max_examples=30, deadline=None)
@given(FIRMS)
def test_companies_are_kept_or_named_once_and_need_a_key(
    firms: list[tuple[str | None, str | None, int]],
) -> None:
    resolved = resolve({"accounts": accounts(firms)})
    kept = set(ids(resolved.tables, "accounts", "account_id"))
    merged = resolved.merges["from_id"].to_list()
    assert kept | set(merged) == {f"A{n}" for n in range(len(firms))}
    assert not kept & set(merged)
    assert len(merged) == len(set(merged))
    assert set(resolved.merges["to_id"]) <= kept


@settings(max_examples=30, deadline=None)
@given(FIRMS)
def test_two_valid_tax_ids_are_never_one_company(
    firms: list[tuple[str | None, str | None, int]],
) -> None:
    valid = {"76.123.456-0": "76", "761234560": "76", "96790240-3": "96"}
    number = {f"A{n}": valid.get(tax_id or "") for n, (_, tax_id, _) in enumerate(firms)}
    for group in groups(resolve({"accounts": accounts(firms)}), list(number)):
        assert len({number[each] for each in group} - {None}) <= 1


@settings(max_examples=30, deadline=None)
@given(FIRMS)
def test_free_mail_and_wrong_numbers_make_nobody_one(
    firms: list[tuple[str | None, str | None, int]],
) -> None:
    useless = {"gmail.com", "-", "76123456-1", "0"}
    stripped = [tuple(None if cell in useless else cell for cell in firm) for firm in firms]
    every = [f"A{n}" for n in range(len(firms))]
    with_them = groups(resolve({"accounts": accounts(firms)}), every)
    blocked = {"76123456-1"} & {tax_id for _, tax_id, _ in firms}
    without = groups(resolve({"accounts": accounts(stripped)}), every)  # type: ignore[arg-type]
    assert with_them == without or (
        blocked and all(any(w >= g for w in without) for g in with_them)
    )


@settings(max_examples=30, deadline=None)
@given(st.permutations([f"L{n}" for n in range(7)]), st.data())
def test_chains_of_merges_resolve_to_the_one_that_the_crm_kept(
    chain: list[str], data: st.DataObject
) -> None:
    rows = [
        {"lead_id": one, "merged_into": other, "created_at": at(data.draw(st.integers(1, 9)))}
        for one, other in zip(chain, [*chain[1:], None], strict=True)
    ]
    shuffled = data.draw(st.permutations(rows))
    resolved = resolve({"leads": table("leads", *shuffled)})
    assert ids(resolved.tables, "leads", "lead_id") == [chain[-1]]
    assert set(resolved.merges["to_id"]) == {chain[-1]}


@settings(max_examples=30, deadline=None)
@given(PEOPLE, FIRMS, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8))
def test_no_deal_and_no_touch_is_lost_or_made(
    people: list[tuple[str | None, str | None, int]],
    firms: list[tuple[str | None, str | None, int]],
    links: list[tuple[int, int]],
) -> None:
    deals = [
        {"opportunity_id": f"O{n}", "lead_id": f"L{lead}", "account_id": f"A{firm}"}
        for n, (lead, firm) in enumerate(links)
    ]
    touches = [
        {"touchpoint_id": f"T{n}", "lead_id": f"L{lead}" if lead % 2 else None,
         "anonymous_id": f"v{visitor}"}
        for n, (lead, visitor) in enumerate(links)
    ]  # fmt: skip
    given_tables = {
        "leads": leads(people),
        "accounts": accounts(firms),
        "opportunities": table("opportunities", *deals),
        "touchpoints": table("touchpoints", *touches),
    }
    resolved = resolve(given_tables)
    for name, key in (("opportunities", "opportunity_id"), ("touchpoints", "touchpoint_id")):
        assert ids(resolved.tables, name, key) == ids(given_tables, name, key)
    gone = set(resolved.merges.filter(pl.col("from_id") != pl.col("to_id"))["from_id"])
    named = {*ids(resolved.tables, "opportunities", "lead_id")}
    named |= {*ids(resolved.tables, "touchpoints", "lead_id")}
    assert not named & gone
