"""Commands over every feature: `print-samples DIR` for the eye, `tidy` for the daily round."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.accounts import login
from app.accounts import samples as accounts
from app.activities import samples as activities
from app.affairs import letters
from app.affairs import samples as affairs
from app.analysis import samples as analysis
from app.ballots import counting
from app.core import clock, once, uploads
from app.core.db import unit_of_work
from app.debriefs import samples as debriefs
from app.debriefs.assessment import samples as assessments
from app.debriefs.rounds import samples as rounds
from app.development import samples as development
from app.development.history import actions as history
from app.dues import samples as dues
from app.dues.actions import importing as dues_importing
from app.elections import samples as elections
from app.evaluations import actions as evaluations_actions
from app.evaluations import samples as evaluations
from app.evaluations import tally_samples as evaluation_tallies
from app.findings import keeping
from app.findings import samples as findings
from app.findings.digest import actions as digest
from app.funds import samples as funds
from app.jobs import actions as jobs
from app.meetings import samples as meetings
from app.meetings.book import samples as books
from app.meetings.calls import samples as calls
from app.meetings.plans import samples as plans
from app.meetings.talks import samples as talks
from app.members import samples as members
from app.members.importing import actions as importing
from app.members.transfers import samples as transfers
from app.pledges import samples as pledges
from app.printing.samples import render_samples
from app.rectification import samples as rectification
from app.structure import samples as structure
from app.training import samples as training
from app.venues import samples as venues

FEATURES = (
    accounts, members, transfers, findings, rectification, venues, meetings, plans, calls, books,
    talks, evaluations, evaluation_tallies, analysis, affairs, funds, dues, development, training,
    activities, pledges, structure, elections, debriefs, rounds, assessments,
)  # fmt: skip
FORMS = {form: sheets for feature in FEATURES for form, sheets in feature.SAMPLES.items()}


@click.command("print-samples", help="把每种表格的样张（短、长、生僻字）印成 PDF。")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def print_samples(directory):
    for paper in render_samples(FORMS, directory):
        click.echo(paper)


@click.command(
    "tidy",
    help="每日整理：清掉过期的提交标记、旧名册原文、无主附件，核对各组织的待办，拆匿名意见，寄提醒信，了结票箱。",
)
@with_appcontext
def tidy():
    """Safe to run at any time and again; the server runs it at start and every night."""
    with unit_of_work():
        once.forget_old()
        importing.forget_old()
        dues_importing.forget_old()
        history.forget_old()
        login.forget_old()
        jobs.forget_old()
    with unit_of_work():
        letters.open_all(clock.today())
    with unit_of_work():
        keeping.keep_everything(clock.today())
    with unit_of_work():
        evaluations_actions.forget_voters(clock.today())
    digest.send_all(clock.today())
    counting.settle_all()
    uploads.sweep(clock.now())
