"""template: an empty form for a table that people fill."""

from pathlib import Path

import click


@click.command()
@click.argument("table")
@click.argument("file", metavar="FILE.xlsx|FILE.csv")
@click.option("--language", default="en", show_default=True, metavar="en|es", help="Of the form.")
def template(table: str, file: str, language: str) -> None:
    """Write an empty form for TABLE, to be filled and put into agreement/.

    \b
    revops template users agreement/users.xlsx --language es
    """
    from revops.errors import BadParameter
    from revops.sources.forms import form

    target = Path(file)
    content = form(table, target.name, language)
    if target.exists():
        raise BadParameter(f"{target} is there already, and nothing was changed. Name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    click.echo(str(target))
    if target.stem == table:
        click.echo("In agreement/ it is read as it is; revops.toml needs no block for it.")
    else:
        click.echo(f'In revops.toml: source = "template.{table}", path = "{target.name}"')
