"""The programme of a kernel: ipykernel's own, without the port that it would open.

ipykernel opens a port on the loopback for the output of processes that a notebook forks, which
anyone on the machine can reach. Notebooks here fork none: what one says goes by the socket in
the kernel's private folder.

A kernel ends when the run that started it does, even one that was killed, and takes its private
folder with it.
"""

import os
import shutil
import sys
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

_FOLDER = "revops-"


def ends_with(parent: int, folder: Path) -> None:
    """Wait until the parent is gone, then remove the private folder and end."""
    while os.getppid() == parent:
        sleep(1)
    if folder.name.startswith(_FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def watch_parent() -> None:
    """Watch the process that started this one; Windows tells ipykernel by itself."""
    if os.name == "nt":
        return
    parent = os.environ.pop("JPY_PARENT_PID", "")  # ipykernel would end, and leave the folder
    if not parent.isdigit():
        return
    folder = Path(sys.argv[sys.argv.index("-f") + 1]).parent
    Thread(target=ends_with, args=(int(parent), folder), daemon=True).start()


def without_port(thread: Any) -> None:
    """Set up a thread of output as one that serves its own process alone."""
    thread._pipe_flag = False


def main() -> None:
    """Start the kernel that the arguments describe."""
    watch_parent()
    from ipykernel import iostream, kernelapp

    iostream.IOPubThread._setup_pipe_in = without_port  # type: ignore[method-assign]
    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
