"""The bottom line of a page, as plain text."""

from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from revops.report.display import without_math
from revops.report.execute import Executed
from revops.report.failure import Failure
from revops.report.said import bottom_lines


def _shown(*pieces: str) -> Any:
    outputs = [
        new_output("display_data", data={"text/html": without_math(each)}) for each in pieces
    ]
    return new_code_cell(outputs=outputs)


def _said(*cells: Any, error: Failure | None = None) -> list[str]:
    cells = (new_markdown_cell("# Title\n\nA question?"), *cells)
    return bottom_lines(Executed("page", new_notebook(cells=list(cells)), 1.0, error))


HEAD, NEXT = new_markdown_cell("## The bottom line"), new_markdown_cell("## What changed")


def test_the_sentences_of_the_first_section() -> None:
    first = _shown('<p class="said">5 won, worth $7.</p>', '<p class="warning">Not over yet.</p>')
    second = _shown('<p class="said">Not of the bottom line.</p>')
    assert _said(HEAD, first, NEXT, second) == ["5 won, worth $7.", "Not over yet."]


def test_sentences_before_any_heading_count() -> None:
    said = _shown('<p class="said">First.</p>')
    assert _said(said, HEAD, _shown('<p class="said">Second.</p>')) == ["First."]


def test_signs_are_read_and_links_left_out() -> None:
    piece = '<p class="note fit">A &lt;b&gt; &amp; c.\n <a href="x.html">See <b>more</b></a></p>'
    assert _said(HEAD, _shown(piece)) == ["A <b> & c."]


def test_small_print_tables_and_charts_are_none() -> None:
    pieces = ('<p class="note">Small.</p>', "<table><tr><td><p>Cell</p></td></tr></table>", "text")
    assert _said(HEAD, _shown(*pieces), new_code_cell("x = 1")) == []


def test_a_page_that_failed_says_nothing() -> None:
    said = _shown('<p class="said">Half of it.</p>')
    assert _said(HEAD, said, error=Failure(3, "ValueError", "no", "")) == []


def test_a_number_that_cannot_be_given_is_said() -> None:
    why = "This workspace&#x27;s data cannot give this: no deals."
    assert _said(HEAD, _shown(f'<p class="unavailable">{why}</p>')) == [
        "This workspace's data cannot give this: no deals."
    ]


def test_an_unclosed_paragraph_ends_with_its_output() -> None:
    said = _shown('<p class="said">One', '<p class="said">Two</p>')
    assert _said(HEAD, said) == ["One", "Two"]
