"""Every page's address: the modules that declare routes, and the blueprints, lowest first."""

import app.accounts.routes
import app.activities.routes
import app.affairs.above
import app.affairs.days
import app.affairs.nameless
import app.affairs.own
import app.affairs.papers
import app.affairs.routes
import app.analysis.checking
import app.analysis.routes
import app.auditing.routes
import app.calendars.routes
import app.debriefs.assessment.own_routes
import app.debriefs.assessment.routes
import app.debriefs.rounds.hearing_routes
import app.debriefs.rounds.routes
import app.debriefs.routes.pages
import app.debriefs.routes.papers
import app.debriefs.routes.writing
import app.development.courses.routes
import app.development.plans.routes
import app.development.routes.entries
import app.development.routes.files
import app.development.routes.history
import app.development.routes.lint
import app.development.routes.papers
import app.development.routes.records
import app.development.superior.overview
import app.development.superior.routes
import app.dues.routes.asking
import app.dues.routes.books
import app.dues.routes.branch
import app.dues.routes.imports
import app.dues.routes.own
import app.dues.routes.papers
import app.dues.routes.people
import app.elections.handover.routes
import app.elections.routes.left_out
import app.elections.routes.lists
import app.elections.routes.papers
import app.elections.routes.rounds
import app.elections.routes.steps
import app.elections.routes.superior
import app.elections.routes.voting
import app.evaluations.after
import app.evaluations.by_code
import app.evaluations.grading
import app.evaluations.keyholding
import app.evaluations.papers
import app.evaluations.routes
import app.evaluations.setting_up
import app.evaluations.voting
import app.findings.demands.routes
import app.findings.digest.routes
import app.findings.routes
import app.funds.budget_routes
import app.funds.papers
import app.funds.paying_routes
import app.funds.request_routes
import app.funds.routes
import app.home.routes
import app.home.verifying
import app.jobs.routes
import app.meetings.book.routes
import app.meetings.calls.routes
import app.meetings.feeds.routes
import app.meetings.plans.breaks
import app.meetings.plans.routes
import app.meetings.recording
import app.meetings.resolutions.routes
import app.meetings.routes
import app.meetings.study.routes
import app.meetings.talks.routes
import app.meetings.together.routes
import app.members.importing.routes
import app.members.life.routes
import app.members.proposals.routes
import app.members.routes
import app.members.transfers.routes
import app.organizations.routes
import app.papers.routes
import app.pledges.ballot_routes
import app.pledges.own
import app.pledges.papers
import app.pledges.routes
import app.pledges.steps
import app.rectification.own
import app.rectification.routes
import app.structure.routes.acting
import app.structure.routes.pages
import app.training.counted
import app.training.feedback
import app.training.hours.outside
import app.training.hours.routes
import app.training.own
import app.training.papers
import app.training.routes
import app.training.steps
import app.venues.booking
import app.venues.checks
import app.venues.looking
import app.venues.register
import app.venues.using
from app import (
    accounts,
    activities,
    affairs,
    analysis,
    auditing,
    calendars,
    debriefs,
    development,
    dues,
    elections,
    evaluations,
    findings,
    funds,
    home,
    jobs,
    meetings,
    members,
    organizations,
    papers,
    pledges,
    rectification,
    structure,
    training,
    venues,
)

BLUEPRINTS = [
    organizations.bp,
    calendars.bp,
    accounts.bp,
    members.bp,
    findings.bp,
    rectification.bp,
    venues.bp,
    meetings.bp,
    evaluations.bp,
    dues.bp,
    analysis.bp,
    affairs.bp,
    papers.bp,
    funds.bp,
    development.bp,
    training.bp,
    pledges.bp,
    structure.bp,
    activities.bp,
    elections.bp,
    debriefs.bp,
    auditing.bp,
    jobs.bp,
    home.bp,
]
