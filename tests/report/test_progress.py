"""Progress: a bar for people, silence for programmes."""

import io

from rich.console import Console

from revops.report.progress import steps


def shown(*, terminal: bool, verbose: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=80)
    with steps(verbose=verbose, console=console) as say:
        say("load")
        say("check")
    return out.getvalue()


def test_a_pipe_hears_nothing() -> None:
    assert shown(terminal=False) == ""


def test_a_terminal_sees_the_step() -> None:
    assert "check" in shown(terminal=True)


def test_verbose_tells_every_step_even_in_a_pipe() -> None:
    lines = shown(terminal=False, verbose=True).splitlines()
    assert [line.split()[-1] for line in lines] == ["load", "check"]
