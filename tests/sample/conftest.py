"""The committed sample's seed, written once, and a small one for laws."""

from pathlib import Path

import pytest

from revops.sample import write_sample


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample of seed 7."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, seed=7)
    return folder
