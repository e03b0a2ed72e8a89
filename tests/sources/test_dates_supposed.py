"""What is proven by counts is what a look at all cells decides."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from revops.sources.casting.dates import decide
from revops.sources.casting.dates.supposed import asked, proven

ZONE = "America/Santiago"
WHOLE = ("2024-01-22 16:14:25", "2024-09-08 00:30:00", "2024-04-06 23:30:00")
CELLS = st.sampled_from([None, *WHOLE, "2024-01-22 16:14:25.5", "2024-01-22", "22/01/2024"])


@given(st.lists(CELLS, min_size=1, max_size=6), st.integers(1, 3))
def test_counts_prove_what_a_look_at_all_cells_decides(
    cells: list[str | None], n_first: int
) -> None:
    frame = pl.DataFrame({"at": cells}, schema={"at": pl.String})
    dtype = pl.Datetime("us", "UTC")
    first = decide(frame.head(n_first), {"at": dtype}, ZONE)["at"]
    if not first.format:
        return
    counts = frame.select(**asked("at", first, dtype, ZONE)).row(0, named=True)
    found, whole = proven("at", first, counts), decide(frame, {"at": dtype}, ZONE)["at"]
    if found is None:
        assert whole.format != first.format
    else:
        assert (found.format, found.evidence) == (whole.format, whole.evidence)
        assert (found.n_cells, found.read_as, found.is_utc) == (
            whole.n_cells,
            whole.read_as,
            whole.is_utc,
        )
