"""`script/portal print-samples DIR`: every printed form with its samples, for the eye."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.accounts import samples as accounts
from app.debriefs import samples as debriefs
from app.evaluations import samples as evaluations
from app.meetings import samples as meetings
from app.members import samples as members
from app.printing.samples import render_samples

FORMS = {
    form: sheets
    for feature in (accounts, members, meetings, evaluations, debriefs)
    for form, sheets in feature.SAMPLES.items()
}


@click.command("print-samples", help="把每种表格的样张（短、长、生僻字）印成 PDF。")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def print_samples(directory):
    for paper in render_samples(FORMS, directory):
        click.echo(paper)
