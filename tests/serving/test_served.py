"""A real server: who may see what, what it sends, and what a form does."""

import json
import re
import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from tests.serving.conftest import POLICY, Answer, Site
from tests.serving.test_paths import REFUSED

from revops.serving.policies import HEADER_ONLY, NOTHING

ADDRESSES = (
    "/revops",
    "/revops/metrics",
    "/revops/index.html",
    "/revops/2026-W27/small.html",
    "/revops/2026-W27",
    "/revops/run/small",
    "/revops/asked/abc",
    "/revops/asked/abc.json",
    "/revops/secret.html",
)
FILES = "/revops/2026-W27"


@pytest.fixture(scope="module")
def visitor(site: Site) -> Site:
    return site.logged_in()


def header(answer: Answer, name: str) -> str:
    return answer.headers[name]


def test_a_stranger_is_led_to_the_login(site: Site) -> None:
    for address in ADDRESSES:
        for method in ("GET", "HEAD"):
            answer = site.stranger().ask(address, method)
            assert answer.status == 302, address
            assert header(answer, "Location").startswith("/login?next="), address
            assert b"secret" not in answer.body


def test_a_stranger_may_not_ask_for_a_run(site: Site) -> None:
    for address in ("/revops/run/small", "/revops"):
        assert site.stranger().ask(address, "POST", "p.days=1").status == 403
    assert site.stranger().ask("/revops?token=wrong").status == 302


def test_the_login_page_asks_and_leads_on(site: Site) -> None:
    stranger = site.stranger()
    page = stranger.ask("/login?next=%2Frevops")
    assert page.status == 200
    asked = urlencode({"_xsrf": stranger.cookies["_xsrf"], "password": site.token})
    done = stranger.ask("/login?next=%2Frevops", "POST", asked)
    assert (done.status, header(done, "Location")) == (302, "/revops")
    assert stranger.ask("/revops").status == 200


def test_nothing_else_of_jupyter_is_served(visitor: Site) -> None:
    for address in (
        "/api/contents",
        "/api/kernels",
        "/api/kernelspecs",
        "/api/sessions",
        "/api/terminals",
        "/api/shutdown",
        "/files/revops.toml",
        "/files/leads.csv",
        "/nbconvert/html/notebooks/small.ipynb",
        "/view/leads.csv",
        "/lab",
        "/tree",
        "/revops.toml",
    ):
        assert visitor.ask(address).status == 404, address
    assert header(visitor.ask("/"), "Location").rstrip("?") == "/revops"


def test_the_start_page_leads_everywhere(visitor: Site) -> None:
    page = visitor.ask("/revops").text
    assert "Faro &amp; &lt;Co&gt;" in page
    assert "Small &amp; &lt;few&gt;" in page
    links = re.findall(r'<a [^>]*href="(/[^"]+)"', page)
    assert {"/revops/index.html", "/revops/runs.html", f"{FILES}/metrics.html"} <= {*links}
    assert {f"{FILES}/small.html", "/revops/run/small", "/revops/run/other"} <= {*links}
    for link in links:
        assert visitor.ask(link).status == 200, link
    assert f"{FILES}/other.html" not in links  # it was not made in that week
    assert "The newest pages: 2026-W27, as of Jun 30, 2026" in page
    assert header(visitor.ask("/revops/metrics"), "Location") == f"{FILES}/metrics.html"


@pytest.mark.parametrize("address", [each for each in REFUSED if each not in ("", "/")])
def test_no_address_leads_out(visitor: Site, address: str) -> None:
    for written in _ways(address):
        answer = visitor.ask(f"/revops/{written}")
        assert answer.status in (302, 400, 404, 414), written
        assert b"secret" not in answer.body
        assert b"company =" not in answer.body
        if answer.status == 302:  # Jupyter takes the slash from the end of an address
            assert not written.strip("/") or "secret" not in header(answer, "Location")


def _ways(address: str) -> list[str]:
    """Write an address as it stands, with each letter encoded, and encoded twice."""
    once = "".join(f"%{byte:02x}" for byte in address.encode())
    plain = address if re.fullmatch(r"[\x21-\x7e]+", address) else once
    return [plain, once, once.replace("%", "%25"), address.replace("..", "%2e%2e").replace(" ", "+")
            if plain == address else once]  # fmt: skip


def test_folders_are_not_listed(visitor: Site) -> None:
    answer = visitor.ask("/revops/2026-W27")
    assert (answer.status, header(answer, "Location")) == (302, f"{FILES}/index.html")
    assert visitor.ask("/revops/empty").status == 404
    assert visitor.ask("/revops/2026-W27/code.py").status == 404


@pytest.mark.parametrize(
    ("file", "kind", "policy"),
    [
        ("small.html", "text/html; charset=UTF-8", f"{POLICY}; {HEADER_ONLY}"),
        ("loose.html", "text/html; charset=UTF-8", NOTHING),
        ("run.json", "application/json", NOTHING),
        ("metrics.parquet", "application/vnd.apache.parquet", NOTHING),
    ],
)
def test_a_file_says_what_it_is_and_may_do(
    visitor: Site, file: str, kind: str, policy: str
) -> None:
    for method in ("GET", "HEAD"):
        answer = visitor.ask(f"{FILES}/{file}", method)
        assert answer.status == 200
        assert header(answer, "Content-Type") == kind
        assert header(answer, "Content-Security-Policy") == policy
        assert header(answer, "X-Content-Type-Options") == "nosniff"
        assert header(answer, "Referrer-Policy") == "same-origin"
        assert header(answer, "Cache-Control") == "private, no-cache"
    content = (visitor.root / "reports" / "2026-W27" / file).read_bytes()
    sent = visitor.ask(f"{FILES}/{file}")
    assert re.sub(rb'(?<=<body>)<p style=".*?</p>', b"", sent.body) == content
    assert header(sent, "Content-Length") == str(len(sent.body))
    assert visitor.ask(f"{FILES}/{file}", "HEAD").body == b""


def test_a_page_leads_to_its_form_and_an_index_to_the_start(visitor: Site) -> None:
    assert 'href="/revops/run/small">' in visitor.ask(f"{FILES}/small.html").text
    for address in (f"{FILES}/small.html", f"{FILES}/index.html", "/revops/index.html"):
        page = visitor.ask(address).text
        assert page.count('<body><p style="') == 1
        assert 'href="/revops">Start page</a>' in page
    assert "/revops/run/" not in visitor.ask(f"{FILES}/index.html").text


def test_an_open_page_can_ask_for_a_newer_one(visitor: Site) -> None:
    address, path = f"{FILES}/small.html", visitor.root / "reports" / "2026-W27" / "small.html"
    first = visitor.ask(address)
    known = {"If_None_Match": header(first, "Etag")}
    dated = {"If_Modified_Since": header(first, "Last-Modified")}
    assert visitor.ask(address, **known).status == 304
    assert visitor.ask(address, "HEAD", **known).status == 304
    assert visitor.ask(address, **dated).status == 304
    aside = path.with_name(".aside.html")
    aside.write_bytes(path.read_bytes())
    aside.replace(path)  # as a run does: the same bytes, made anew
    again = visitor.ask(address, **known)
    assert again.status == 200
    assert header(again, "Etag") != header(first, "Etag")


def test_a_part_of_a_file_can_be_asked_for(visitor: Site) -> None:
    answer = visitor.ask(f"{FILES}/metrics.parquet", Range="bytes=4-7")
    assert (answer.status, answer.body) == (206, b"PAR1")


def test_a_form_shows_each_parameter(visitor: Site) -> None:
    page = visitor.ask("/revops/run/small").text
    shown = re.findall(r'<(input|select) ?(?:type="([a-z]+)")? ?id="p-(\w+)"', page)
    assert shown == [
        ("input", "date", "as_of"),
        ("select", "", "language"),
        ("input", "number", "days"),
        ("input", "number", "share"),
        ("input", "checkbox", "calibrate"),
        ("select", "", "start"),
        ("input", "text", "since"),
        ("input", "week", "week"),
        ("input", "text", "channels"),
    ]
    assert 'name="p.as_of" value="2026-06-30"' in page
    assert 'name="p.days" value="30"' in page
    assert 'value="true" checked' in page
    assert "How many days of wins are told." in page
    assert "Small &amp; &lt;few&gt;" in page
    assert "p.workspace" not in page


def test_what_is_wrong_stands_beside_its_field(visitor: Site) -> None:
    typed = {"days": "soon", "share": '"><script>', "start": "deal", "as_of": "30/06/2026"}
    answer = post(visitor, **typed)
    assert answer.status == 422
    assert re.findall(r'class="error" id="p-(\w+)-error">([^<]+)<', answer.text) == [
        ("as_of", "It takes a day such as 2026-06-30."),
        ("days", "It takes a whole number such as 90."),
        ("share", "It takes a number such as 0.5."),
        ("start", "It takes one of: lead, opportunity."),
    ]
    assert 'value="soon"' in answer.text
    assert '"><script>' not in answer.text
    answer = post(visitor, workspace="elsewhere", days="3", dayz="4")
    assert answer.status == 422
    assert "no parameter dayz" in answer.text
    answer = post(visitor, week="2026-W40", as_of="2026-06-30")
    assert "The week begins after the last day that counts" in answer.text


@pytest.mark.parametrize("report", ["nothing", "funnel", "..", "small.ipynb", "%2e%2e", "a%2fb"])
def test_only_the_workspaces_reports_have_a_form(visitor: Site, report: str) -> None:
    assert visitor.ask(f"/revops/run/{report}").status == 404
    assert post(visitor, report=report, days="1").status == 404


def test_a_notebook_from_outside_is_not_run(visitor: Site) -> None:
    outside, inside = visitor.root.parent / "far.ipynb", visitor.root / "notebooks" / "other.ipynb"
    visitor.ask("/revops/run/small")  # for the cookie, while there is a form
    kept = inside.read_bytes()
    outside.write_bytes(kept)
    inside.unlink()
    inside.symlink_to(outside)
    try:
        assert visitor.ask("/revops/run/other").status in (404, 503)
        assert post(visitor, report="other", days="1").status in (404, 503)
    finally:
        inside.unlink()
        inside.write_bytes(kept)
    assert visitor.ask("/revops/run/other").status == 200


def test_a_form_of_another_site_runs_nothing(site: Site) -> None:
    visitor = site.logged_in()
    visitor.ask("/revops/run/small")
    assert visitor.ask("/revops/run/small", "POST", "p.days=1").status == 403
    assert visitor.ask("/revops/run/small", "POST", "p.days=1&_xsrf=guess").status == 403
    own = f"p.days=1&_xsrf={visitor.cookies['_xsrf']}"
    foreign = visitor.ask("/revops/run/small", "POST", own, Origin="https://evil.example")
    assert foreign.status in (403, 404)


def test_a_run_goes_on_beside_the_site_one_at_a_time(visitor: Site) -> None:
    go = visitor.root / "go"
    begun = post(visitor, days="60", calibrate="false", start="lead", language="es")
    assert begun.status == 303
    address = header(begun, "Location")
    assert re.fullmatch(r"/revops/asked/[\w-]{12}", address)
    wait(lambda: json.loads(visitor.ask(f"{address}.json").body)["step"] == "check")
    told = json.loads(visitor.ask(f"{address}.json").body)
    assert (told["state"], told["page"], told["exit_code"]) == ("running", "", None)
    page = visitor.ask(address).text
    assert '<meta http-equiv="refresh" content="2">' in page
    assert "Exports are read" in page
    assert f'href="{address}"' in visitor.ask("/revops").text
    busy = post(visitor, days="70")
    assert busy.status == 409
    assert f'href="{address}"' in busy.text
    assert 'value="70"' in busy.text
    started = time.monotonic()
    assert visitor.ask(f"{FILES}/small.html").status == 200
    assert time.monotonic() - started < 5

    go.write_text("", "utf-8")
    wait(lambda: json.loads(visitor.ask(f"{address}.json").body)["state"] == "made")
    told = json.loads(visitor.ask(f"{address}.json").body)
    assert told["page"] == "/revops/2026-W27-made/small.html"
    page = visitor.ask(address).text
    assert "refresh" not in page
    assert 'class="button" href="/revops/2026-W27-made/small.html"' in page
    assert "&lt;b&gt;well&lt;/b&gt;" in page
    wanted = json.loads(visitor.ask(told["page"]).body)
    assert wanted["given"] == {"days": "60", "calibrate": "false"}  # what is usual is not given
    assert (wanted["language"], wanted["as_of"]) == ("es", "2026-06-30")
    again = re.search(r'href="(/revops/run/small\?[^"]+)"', page)
    assert again is not None
    form = visitor.ask(again[1].replace("&amp;", "&")).text
    assert 'name="p.days" value="60"' in form
    assert '<option value="es" selected>' in form
    assert visitor.ask("/revops/asked/unknown").status == 404


def test_the_site_follows_its_settings(visitor: Site) -> None:
    settings = visitor.root / "revops.toml"
    kept = settings.read_text("utf-8")
    try:
        settings.write_text('language = "es"\n' + kept, "utf-8")
        assert '<html lang="es">' in visitor.ask("/revops").text
        settings.write_text("colour = 1\n" + kept, "utf-8")
        answer = visitor.ask("/revops")
        assert answer.status == 503
        assert "unknown key" in answer.text
    finally:
        settings.write_text(kept, "utf-8")
    assert visitor.ask("/revops").status == 200


def post(visitor: Site, report: str = "small", **typed: str) -> Answer:
    """Send the form, with what the browser sends along."""
    if "_xsrf" not in visitor.cookies:
        visitor.ask("/revops/run/small")
    fields = {f"p.{name}": value for name, value in typed.items()}
    body = urlencode({"_xsrf": visitor.cookies["_xsrf"], **fields})
    return visitor.ask(f"/revops/run/{report}", "POST", body)


def wait(until: Callable[[], bool]) -> None:
    for _ in range(300):
        if until():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come")
