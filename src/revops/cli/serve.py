"""serve: the site for both teams, on this machine."""

from pathlib import Path

import click

from revops.cli.shared import with_workspace

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@with_workspace
@click.option("--port", default=8765, show_default=True, help="The port; the next free one counts.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@click.option(
    "--ip",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; another than this machine's own needs --allow-remote.",
)
@click.option("--allow-remote", is_flag=True, help="Let other machines reach the site.")
@click.option("--allow-root", is_flag=True, help="Serve as root, as in a container.")
@click.option("--certfile", type=_FILE, metavar="FILE", help="The certificate, for https.")
@click.option("--keyfile", type=_FILE, metavar="FILE", help="The certificate's key.")
def serve(
    workspace: str,
    port: int,
    no_browser: bool,
    ip: str,
    allow_remote: bool,
    allow_root: bool,
    certfile: Path | None,
    keyfile: Path | None,
) -> None:
    """Serve the reports, the runs and forms to make pages with other values; stop with Ctrl-C.

    \b
    revops serve --workspace examples/olist --no-browser
    """
    from revops.serving.alone import Asked, warnings_of
    from revops.serving.alone import serve as start
    from revops.workspace import open_workspace

    asked = Asked(port, ip, allow_remote, not no_browser, certfile, keyfile, allow_root)
    for warning in warnings_of(asked):
        click.echo(f"revops: {warning}", err=True)
    start(open_workspace(workspace), asked, click.echo)
