"""Settings that cannot be read are seen on the front page too."""

from collections.abc import Callable
from typing import Any

Call = Callable[..., Any]


def test_broken_settings_are_red_until_a_run_is_well(place: Any, go: Call, revops: Call) -> None:
    settings, front = place.root / "revops.toml", place.reports / "index.html"
    go(place)
    good = settings.read_text("utf-8")
    for broken in ('curency = "<b>USD</b>"', "= nothing"):
        settings.write_text(f"{broken}\n{good}", "utf-8")
        done = revops("run", "-w", place.root)
        assert done.exit_code == 2
        assert "revops.toml" in done.stderr
        page = front.read_text("utf-8")
        assert page.count('<div class="alarm"') == 1
        assert "failed: revops.toml" in page
        assert "<b>USD" not in page
    settings.write_text(good, "utf-8")
    states = [line.split()[3] for line in revops("runs", "-w", place.root).stdout.splitlines()]
    assert states == ["failed", "failed", "ok"]
    go(place)
    assert "alarm" not in front.read_text("utf-8").split("</style>")[1]


def test_a_folder_where_nothing_ever_ran_is_left_alone(tmp_path: Any, revops: Call) -> None:
    (tmp_path / "revops.toml").write_text("= nothing", "utf-8")
    assert revops("run", "-w", tmp_path).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["revops.toml"]
