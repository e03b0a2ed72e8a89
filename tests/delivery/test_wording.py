"""Titles and sentences hold text from exports: whatever it is, it is only text."""

from email import policy
from email.header import Header
from email.parser import Parser
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from revops import text
from revops.delivery import Notice
from revops.delivery.wording import LINE_LENGTH, TITLE_LENGTH, html, inert, one_line, plain, subject

HOSTILE = st.text() | st.sampled_from(
    [
        "\r\nBcc: everybody@faro.example",
        "</p><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "\u202egpj.exe",
        "\ud800 half a pair",
        "@everyone <!here> [now](https://evil.example)",
        "\x85\u2028\u2029\x0b\x0c",
    ]
)
WORDS = text.load("en")


class Elements(HTMLParser):
    """List the elements of a body and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@given(HOSTILE)
def test_a_subject_is_one_header(title: str) -> None:
    said = subject(Notice("done", title))
    assert len(said) <= TITLE_LENGTH
    assert said.splitlines() in ([said], [])
    said.encode()
    header = Header(said, "utf-8").encode()
    read = Parser(policy=policy.default).parsestr(f"Subject: {header}\n\nbody")
    assert read.keys() == ["Subject"]
    assert read.get_payload() == "body"


@given(st.lists(HOSTILE, max_size=4), HOSTILE)
def test_a_body_has_the_same_elements_whatever_it_says(lines: list[str], title: str) -> None:
    reader = Elements()
    reader.feed(html(Notice("failed", title, tuple(lines)), "https://x.example/a?b&c", WORDS))
    reader.close()
    assert reader.found == ["html", "body", "div", "h1", *["p"] * len(lines), "p", "a"]
    shown = "".join(reader.text)
    assert all(one_line(line) in shown for line in (title[:50], *lines) if len(line) < 100)


@given(st.lists(HOSTILE, max_size=4))
def test_a_text_has_a_paragraph_a_line(lines: list[str]) -> None:
    said = plain(Notice("done", "Title", tuple(lines)), "")
    paragraphs = said.split("\n\n")
    assert len(paragraphs) == max(1, sum(bool(one_line(line)) for line in lines))
    assert "\n" not in said.replace("\n\n", "")
    said.encode()


@given(HOSTILE)
def test_a_line_stays_what_it_is_made_to(line: str) -> None:
    once = one_line(line)
    assert one_line(once) == once
    assert len(once) <= LINE_LENGTH


@given(HOSTILE)
def test_an_inert_text_reads_the_same(line: str) -> None:
    assert inert(line).replace("\u200b", "") == line.replace("\u200b", "")
    for live in ("@everyone", "@here", "<!", "](", "://"):
        assert live not in inert(line)


def test_a_long_line_says_that_it_goes_on() -> None:
    assert one_line("word " * 1000).endswith("word…")
