"""A notebook runs with its parameters; an error in it is part of the answer."""

import nbformat

from revops.report.execute import execute


def outputs(executed):
    return [output for cell in executed.notebook.cells for output in cell.get("outputs", [])]


def test_parameters_reach_the_cells_whole(notebook, pool):
    path = notebook("# Funnel", 'name: str = ""  # who', "name")
    executed = execute(path, {"name": "a'b\"{c}\n\\"}, pool)
    assert executed.error is None
    assert outputs(executed)[0].data["text/plain"] == repr("a'b\"{c}\n\\")


def test_the_same_run_gives_the_same_notebook_without_a_clock(notebook, pool):
    path = notebook("# Funnel", "days: int = 90  # how long", "days * 2")
    first, second = (nbformat.writes(execute(path, {"days": 30}, pool).notebook) for _ in range(2))
    assert first == second
    assert '"injected-parameters"' in first
    assert "start_time" not in first


def test_a_notebook_that_raises_says_cell_and_error(notebook, pool):
    path = notebook("# Funnel", "days: int = 90  # how long", "1 / 0", "print('never')")
    failed = execute(path, {"days": 30}, pool).error
    assert (failed.cell, failed.name, failed.message) == (
        3,
        "ZeroDivisionError",
        "division by zero",
    )
    assert failed.source == "1 / 0"
    assert "----> 1 1 / 0" in failed.trace


def test_a_file_that_is_no_notebook_is_a_failure(tmp_path, pool):
    path = tmp_path / "broken.ipynb"
    path.write_text("{", encoding="utf-8")
    assert execute(path, {}, pool).error.cell == 1


def test_a_kernel_that_dies_is_a_failure_and_the_next_notebook_runs(notebook, pool):
    died = execute(notebook("# Funnel", "import os", "os._exit(1)"), {}, pool).error
    assert (died.cell, died.name) == (3, "DeadKernelError")
    assert execute(notebook("# Funnel", "1 + 1"), {}, pool).error is None


def test_what_is_written_to_stderr_is_kept_apart(notebook, pool):
    path = notebook("# Funnel", "import sys; sys.stderr.write('careful'); None")
    assert execute(path, {}, pool).warnings == "careful"


def test_the_executed_notebook_is_kept_where_asked(notebook, pool, tmp_path):
    execute(notebook("# Funnel", "1 + 1"), {}, pool, tmp_path / "out.ipynb")
    assert nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[1].outputs
