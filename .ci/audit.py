"""Hold the locked packages against the list of known vulnerabilities.

Exits with 0 where all were looked up and none is known, with 1 where one is. Where the list does
not answer for a package nothing was learnt: that is said, loudly, and with AUDIT=must it fails.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
COMMAND = ("-m", "pip_audit", "-r", str(LOCK), "--disable-pip", "--require-hashes")
FORMAT = ("--format", "json", "--progress-spinner", "off")
SECONDS = 600


def say(line: str) -> None:
    """Tell the reader of the job."""
    sys.stderr.write(f"{line}\n")


def main() -> int:
    """Ask, and judge the answer."""
    try:
        done = subprocess.run(
            [sys.executable, *COMMAND, *FORMAT],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return not_audited("the service gave no answer")
    return judged(found)


def judged(found: list[dict[str, object]]) -> int:
    """Judge what was found of each package."""
    bad = [one for one in found if one.get("vulns")]
    for one in bad:
        ids = ", ".join(str(each["id"]) for each in one["vulns"])  # type: ignore[attr-defined,index]
        say(f"  {one['name']} {one['version']}: {ids}")
    if bad:
        say(f"{len(bad)} of {len(found)} locked packages have known vulnerabilities")
        return 1
    if unknown := [one for one in found if "skip_reason" in one]:
        return not_audited(f"it knows nothing of {len(unknown)} of {len(found)} packages")
    say(f"{len(found)} locked packages: no vulnerability is known")
    return 0 if found else not_audited("the lock names no package")


def not_audited(why: str) -> int:
    """Say that nothing was learnt."""
    say("#" * 72)
    say(f"#  NOT AUDITED: {why}")
    say("#" * 72)
    return 1 if os.environ.get("AUDIT") == "must" else 0


if __name__ == "__main__":
    sys.exit(main())
