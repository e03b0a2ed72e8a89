from pathlib import Path

import pytest

from revops.errors import BadParameter
from revops.sample import write_sample

COMMITTED = Path(__file__).parents[2] / "data" / "sample"
BY_HAND = {"README.md", ".gitattributes"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    listed = write_sample(folder, seed=3, n_leads=300)
    assert [path.name for path in listed] == sorted(contents(folder))
    return contents(folder)


def test_the_same_seed_gives_the_same_bytes(tmp_path, small):
    write_sample(tmp_path, seed=3, n_leads=300)
    assert contents(tmp_path) == small


def test_another_seed_gives_another_company(tmp_path, small):
    write_sample(tmp_path, seed=4, n_leads=300)
    other = contents(tmp_path)
    same = {name for name in small if small[name] == other[name]}
    assert same == {"campaigns.csv", "content.csv", "decisions.csv", "targets.csv", "users.csv"}


def test_the_committed_sample_is_what_seed_7_writes(written):
    committed = contents(COMMITTED)
    assert committed.keys() - BY_HAND == contents(written).keys()
    assert {name: committed[name] for name in contents(written)} == contents(written)


def test_the_committed_sample_is_small():
    assert sum(len(content) for content in contents(COMMITTED).values()) <= 4_300_000


def test_the_readme_names_every_file(written):
    readme = (COMMITTED / "README.md").read_text(encoding="utf-8")
    assert [name for name in contents(written) if f"| {name} |" not in readme] == []


def test_too_small_a_sample_is_refused(tmp_path):
    with pytest.raises(BadParameter, match="20 leads is too small; ask for 200 or more"):
        write_sample(tmp_path, n_leads=20)
    assert list(tmp_path.iterdir()) == []
