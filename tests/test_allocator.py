"""The allocator's setting reaches Polars before it is imported, and leaves people's own alone."""

import os
import subprocess
import sys

import pytest

from revops.cli.allocator import KEPT, SETTING

SAID = (
    "import revops.cli, os, sys\n"
    "from revops.cli.allocator import SETTING, keep_memory_at_hand\n"
    "assert 'polars' not in sys.modules\n"
    "keep_memory_at_hand()\n"
    "import polars\n"
    "print(os.environ[SETTING].split(',')[-1])\n"
)


@pytest.mark.parametrize(
    ("own", "wanted"), [({}, KEPT), ({SETTING: "dirty_decay_ms:70"}, "dirty_decay_ms:70")]
)
def test_memory_is_kept_at_hand_unless_somebody_said_otherwise(own: dict[str, str], wanted: str):
    others = {name: value for name, value in os.environ.items() if name != SETTING}
    done = subprocess.run(
        [sys.executable, "-c", SAID],
        env=others | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == wanted
