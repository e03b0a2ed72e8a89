"""The command line: run, report, load, check, list, sample, new, lab.

Exit codes: 0 all well; 1 a critical check failed (reports are there, what it blocks is marked);
2 wrong usage, settings or input; 3 a report failed. The clock is read here and nowhere below.
Heavy libraries are imported inside the commands, so that `revops --help` answers at once.
"""

from revops.cli.data import check, list_, load
from revops.cli.make import lab, new, sample
from revops.cli.render import report, run
from revops.cli.shared import Commands, main

for command in (run, report, load, check, list_, sample, new, lab):
    main.add_command(command)

__all__ = ["Commands", "main"]
