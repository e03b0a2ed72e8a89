"""What the documents say to do can be done: commands, options, links, files and examples."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from revops.cli import main
from revops.errors import RevopsError
from revops.report.listing import WHAT
from revops.report.results import CHECK_FAILED, REPORT_FAILED
from revops.sources import SOURCES
from revops.sources.building.adapt import adapted
from revops.workspace.attribution import AttributionAgreed
from revops.workspace.qualified_lead import QualifiedLead
from revops.workspace.settings import Settings

ROOT = Path(__file__).parents[1]
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TOYS = (
    "invoices",
    "linkedin_ads",
    "j_shaped",
    "mean_won_value",
    "segment_points",
    "deal_value",
    "agreement/attribution.toml",
)
#: A key that only a file of the agreement has -> what checks the file.
AGREED = {"custom": AttributionAgreed, "predicts": QualifiedLead}
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)


def read(path: Path) -> str:
    return path.read_text("utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(read(path)) if kind == language]


def spans(path: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", read(path)))


def commands(path: Path, program: str) -> Iterator[list[str]]:
    """Every call of a program in code, as its words after the name."""
    shells = [line for kind in ("sh", "bat", "cron") for each in blocks(path, kind)
              for line in each.splitlines()]  # fmt: skip
    for line in [*shells, *spans(path)]:
        for part in re.split(r"&&|>>", line.partition(" #")[0].replace("\\", "/")):
            words = part.split()
            places = [n for n, word in enumerate(words) if word.split("/")[-1] == program]
            if places and (line in shells or places == [0]):
                yield words[places[0] + 1 :]


def test_every_command_is_in_the_readme() -> None:
    told = {words[0] for words in commands(README, "revops") if words}
    assert set(main.commands) <= told


@each_page
def test_commands_of_revops_exist(page: Path) -> None:
    for words in commands(page, "revops"):
        if not words or not words[0].isalpha():
            continue
        command = main.commands[words[0]]
        if isinstance(command, click.Group) and words[1:]:
            command = command.commands[words[1]]
        options = {option for each in command.params for option in each.opts}
        given = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert given <= options, words
        if words[0] == "list" and len(words) > 1:
            assert words[1] in {*WHAT, "WHAT"}
        if words[0] == "report":
            assert (
                words[1] in {"NAME", "deal_value"}
                or ROOT.joinpath("notebooks", f"{words[1]}.ipynb").is_file()
            )


def test_options_in_the_table_of_commands_exist() -> None:
    known = {opt for each in main.commands.values() for one in each.params for opt in one.opts}
    told = re.findall(r"`(-{1,2}[a-z][a-z-]*)", read(README))
    assert told
    assert set(told) <= known


@each_page
def test_make_targets_exist(page: Path) -> None:
    makefile = read(ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for target, *variables in filter(None, commands(page, "make")):
        assert target in targets
        assert all(f"$({name.partition('=')[0]})" in makefile for name in variables)


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for address in re.findall(r"\]\(([^)]+)\)", read(page)):
        place, _, anchor = address.partition("#")
        target = page.parent / place if place else page
        assert target.exists(), address
        headings = re.findall(r"^#+ (.+)$", read(target), re.MULTILINE) if anchor else []
        assert not anchor or anchor in {each.lower().replace(" ", "-") for each in headings}


@each_page
def test_files_that_are_named_exist(page: Path) -> None:
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"reports", ".revops"}
    ran = [word for block in blocks(page, "sh") for word in block.split() if "/" in word]
    for name in {*spans(page), *ran}:
        looks_like_one = re.fullmatch(r"[\w./-]+", name) and name.split("/")[0] in tops
        if looks_like_one and "/" in name and not name.startswith(".venv"):
            is_toy = any(toy in name for toy in TOYS)
            assert is_toy or (ROOT / name).exists(), name


def test_tests_that_recipes_name_exist() -> None:
    named = {each for each in spans(CONTRIBUTING) if re.fullmatch(r"test_\w+(\.py)?", each)}
    files = {path.name for path in ROOT.glob("tests/**/test_*.py")}
    functions = "\n".join(read(path) for path in ROOT.glob("tests/**/test_*.py"))
    assert named
    for each in named:
        assert each in files or f"def {each}(" in functions, each


def test_each_recipe_fits_a_page() -> None:
    recipes = [part for part in read(CONTRIBUTING).split("\n## ") if part.startswith("Add a ")]
    assert len(recipes) == 5
    assert all(len(recipe.splitlines()) <= 40 for recipe in recipes)


@each_page
def test_examples_parse(page: Path) -> None:
    known = {"sh", "bat", "cron", "toml", "python", "json", ""}
    assert {kind for kind, _ in FENCE.findall(read(page))} <= known
    for block in blocks(page, "python"):
        ast.parse(block)
    for block in blocks(page, "toml"):
        found = tomllib.loads(block)
        agreed = next((kind for key, kind in AGREED.items() if key in found), None)
        if agreed is not None:
            assert agreed.model_validate(found)
            continue
        for export in Settings.model_validate(found).exports:
            assert adapted(export, SOURCES)


def test_the_readme_shows_settings() -> None:
    shown, unattended = blocks(README, "toml")
    settings = Settings.model_validate(tomllib.loads(shown))
    assert {export.source.split(".")[0] for export in settings.exports} >= {"hubspot", "custom"}
    assert set(settings.reports.parameters) <= {path.stem for path in ROOT.glob("notebooks/*")}
    alone = Settings.model_validate(tomllib.loads(unattended))
    assert alone.schedule.jobs
    assert alone.delivery


def test_exit_codes_are_told() -> None:
    raised = {each.exit_code for each in (RevopsError, *RevopsError.__subclasses__())}
    told = re.findall(r"^\| (\d) \|", read(README), re.MULTILINE)
    assert {int(code) for code in told} == {0, CHECK_FAILED, REPORT_FAILED, *raised}


@each_page
def test_no_place_of_one_machine_and_no_address(page: Path) -> None:
    text = read(page)
    hosts = re.findall(r"https?://([\w.-]+)", text)
    assert all(re.search(r"\.example$|^localhost$|^127\.0\.0\.1$", host) for host in hosts), hosts
    assert not re.search(r"(?<![\w.$>])/(home|root|tmp|work|Users|usr|var)\b", text)
    assert not re.search(r"\b[A-Z]:\\", text)


def test_nothing_needs_a_folder_beside_the_project() -> None:
    kinds = ("*.md", "*.toml", "docs/*.*", "notebooks/*.ipynb", "src/**/*.py", "examples/*/*.*")
    for path in {path for kind in kinds for path in ROOT.glob(kind)}:
        if path.is_file() and path.suffix != ".png":
            assert "../shared" not in read(path), path


def test_the_picture_is_there_and_light() -> None:
    picture = ROOT / "docs" / "report.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size <= 200_000
