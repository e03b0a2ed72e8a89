"""Where no definition was agreed there is nothing to replay, and nothing is read for it."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from revops.metrics.metric import NotComputable
from revops.report.replayed import REPLAYED, replayed


class Untouched(Mapping[str, pl.DataFrame]):
    """Tables of which none may be read."""

    def __getitem__(self, name: str) -> pl.DataFrame:
        raise AssertionError(f"{name} was read")

    def __iter__(self) -> Iterator[str]:
        return iter(("leads", "activities"))

    def __len__(self) -> int:
        return 2


@pytest.mark.parametrize("name", REPLAYED)
def test_without_a_version_no_table_is_read(name: str) -> None:
    agreement: Any = SimpleNamespace(qualified_lead=())
    with pytest.raises(NotComputable, match="has no version"):
        replayed(name, Untouched(), agreement, date(2026, 6, 30))
