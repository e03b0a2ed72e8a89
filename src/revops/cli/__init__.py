"""The command line: run, report, runs, load, check, list, sample, new, explain, template, lab,
decide, feedback, forget, serve, schedule, watch.

Exit codes: 0 all well; 1 a critical check failed (reports are there, what it blocks is marked);
2 wrong usage, settings or input; 3 a report failed. The clock is read here and nowhere below.
Heavy libraries are imported inside the commands, so that `revops --help` answers at once.
"""

from revops.cli.check import check
from revops.cli.data import list_, load
from revops.cli.decide import decide
from revops.cli.deliver import deliver
from revops.cli.explain import explain
from revops.cli.feedback import feedback
from revops.cli.forget import forget
from revops.cli.make import lab, sample
from revops.cli.new import new
from revops.cli.render import report, run
from revops.cli.runs import runs
from revops.cli.schedule import schedule
from revops.cli.serve import serve
from revops.cli.shared import Commands, main
from revops.cli.template import template
from revops.cli.topics import topics
from revops.cli.watch import watch

for command in (
    run,
    report,
    runs,
    load,
    check,
    list_,
    sample,
    new,
    explain,
    template,
    lab,
    decide,
    deliver,
    feedback,
    forget,
    topics,
    serve,
    schedule,
    watch,
):
    main.add_command(command)

__all__ = ["Commands", "main"]
