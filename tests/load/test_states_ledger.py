"""The law of the ledger: every row of every file is in the table, or a step says why not."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revops.load import load
from revops.load.summary import ledger_lines
from revops.workspace import open_workspace

HEAD = "lead_id,email,created_at,lifecycle_stage"
ROW = st.tuples(
    st.sampled_from(["", "L1", "L2", "L3", "L4"]),
    st.sampled_from(["", "ana@aurora.example", "eva@bosque.example"]),
    st.sampled_from(["2026-06-01", "2026-06-09", "soon", ""]),
    st.sampled_from(["mql", "sql", ""]),
).map(",".join)
SURPLUS = st.just("L9,x@y.example,2026-06-01,mql,too much")
FILE = st.lists(st.one_of(ROW, ROW, SURPLUS), min_size=1, max_size=6)
MODE = st.sampled_from(['successive = "states"', 'successive = "parts"', ""])


def table_of(folder: Path, files: list[list[str]], mode: str):
    for day, rows in enumerate(files, start=1):
        text = "\n".join([HEAD, *rows]) + "\n"
        (folder / f"leads_2026-07-{day:02}.csv").write_text(text, "utf-8")
    block = f'[[exports]]\nsource = "template.leads"\npath = "leads*.csv"\n{mode}\n'
    (folder / "revops.toml").write_text(f'company = "Faro"\ncurrency = "USD"\n{block}', "utf-8")
    (folder / "agreement").mkdir()
    return load(open_workspace(folder))


@settings(max_examples=30)
@given(st.lists(FILE, min_size=1, max_size=4), MODE)
@example([["L1,,,mql", "L1,,,sql"], ["L1,,,sql"], ["L2,,,"]], 'successive = "states"')
def test_read_less_every_step_is_what_is_there(files: list[list[str]], mode: str) -> None:
    with TemporaryDirectory() as folder:
        snapshot = table_of(Path(folder), files, mode)
    ledger = snapshot.ledger.filter(table="leads")
    assert (ledger["n_rows"] > 0).any() == any(row.strip(",") for rows in files for row in rows)
    by_file = {
        file: dict(steps.select("step", "n_rows").rows())
        for (file,), steps in ledger.group_by("from_file")
    }
    for day, rows in enumerate(files, start=1):
        steps = by_file[f"leads_2026-07-{day:02}.csv"]
        assert steps.pop("read") == sum(bool(row.strip(",")) for row in rows)
        held = snapshot.tables["leads"].filter(pl.col("from_file").str.contains(f"-{day:02}.csv"))
        assert sum(bool(r.strip(",")) for r in rows) - sum(steps.values()) == held.height
        lost = sum(
            (row.startswith(",") and bool(row.strip(","))) or "too much" in row for row in rows
        )
        assert steps.get("no key", 0) == lost
        assert min(steps.values(), default=1) > 0


@settings(max_examples=20)
@given(st.lists(FILE, min_size=2, max_size=3))
def test_who_is_in_the_newest_state_is_there_and_who_is_not_is_deleted(files) -> None:
    with TemporaryDirectory() as folder:
        snapshot = table_of(Path(folder), files, 'successive = "states"')
    of = [{row.split(",")[0] for row in rows if "too much" not in row} - {""} for rows in files]
    found = dict(snapshot.tables["leads"].select("lead_id", "deleted_at").rows())
    merged = set(snapshot.merges.filter(pl.col("from_id") != pl.col("to_id"))["from_id"])
    assert set(found) | merged == set().union(*of)
    survivors = {key for key in found if key not in set(snapshot.merges["to_id"])}
    assert {key for key in survivors if found[key] is None} == survivors & of[-1]


def test_the_ledger_reads_as_a_sum(dated) -> None:
    files = {
        "a 2026-07-01.csv": HEAD + "\nL1,,,\n,x@y.example,,\n",
        "a 2026-07-02.csv": HEAD + "\nL1,,,\n",
    }
    block = 'source = "template.leads"\npath = "a*.csv"\n'
    assert ledger_lines(load(dated(files, block))) == [
        "leads, a 2026-07-01.csv: 2 read - 1 no key - 1 older state = 0",
        "leads, a 2026-07-02.csv: 1 read = 1",
    ]
