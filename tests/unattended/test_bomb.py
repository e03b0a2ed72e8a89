"""A workbook that swells beyond reason, through a whole run: refused, said, and nothing lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from revops import history, store


def test_a_bomb_is_refused_and_the_last_load_stands(cast: Path, revops: Callable[..., Any]) -> None:
    assert revops("load", "--workspace", cast).exit_code == 0
    before = store.current(cast / ".revops")
    with ZipFile(cast / "contacts.xlsx", "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (300 << 20))
    settings = cast / "revops.toml"
    settings.write_text(settings.read_text("utf-8").replace("contacts.csv", "contacts.xlsx"))
    done = revops("run", "--workspace", cast)
    assert done.exit_code == 2
    assert "contacts.xlsx" in done.stderr
    assert "would unpack to more than" in done.stderr
    assert store.current(cast / ".revops") == before
    assert history.runs(cast / ".revops")["fault"][0] == "error"
