"""The list of features: what the application is assembled from, lowest first."""

from app import (
    accounts,
    analysis,
    auditing,
    calendars,
    debriefs,
    development,
    evaluations,
    findings,
    home,
    jobs,
    meetings,
    members,
    organizations,
    papers,
    rectification,
)
from app.accounts import commands as accounts_commands
from app.accounts import roles as accounts_roles
from app.accounts import routes as accounts_routes  # noqa: F401
from app.accounts.login import manager as login_manager
from app.analysis import checking as analysis_checking  # noqa: F401
from app.analysis import duties as analysis_duties
from app.analysis import routes as analysis_routes  # noqa: F401
from app.analysis import samples as analysis_samples
from app.auditing import routes as auditing_routes  # noqa: F401
from app.backups import commands as backups_commands
from app.calendars import routes as calendars_routes  # noqa: F401
from app.debriefs import routes as debriefs_routes  # noqa: F401
from app.debriefs import samples as debriefs_samples
from app.demo import commands as demo_commands
from app.development import commands as development_commands  # noqa: F401
from app.development import duties as development_duties
from app.development import models as development_models  # noqa: F401
from app.development.actions import moving as development_moving
from app.development.actions import votes as development_votes
from app.development.courses import routes as development_courses  # noqa: F401
from app.development.history import work as development_history
from app.development.plans import duties as development_plans
from app.development.plans import routes as development_plan_routes  # noqa: F401
from app.development.routes import entries as development_entries  # noqa: F401
from app.development.routes import files as development_files  # noqa: F401
from app.development.routes import history as development_history_routes  # noqa: F401
from app.development.routes import lint as development_lint_routes  # noqa: F401
from app.development.routes import papers as development_paper_routes  # noqa: F401
from app.development.routes import records as development_records  # noqa: F401
from app.development.samples import forms as development_forms
from app.development.superior import duties as development_superior_duties
from app.development.superior import overview as development_overview  # noqa: F401
from app.development.superior import routes as development_superior  # noqa: F401
from app.evaluations import commands as evaluations_commands  # noqa: F401
from app.evaluations import duties as evaluations_duties
from app.evaluations import papers as evaluations_papers  # noqa: F401
from app.evaluations import routes as evaluations_routes  # noqa: F401
from app.evaluations import samples as evaluations_samples
from app.evaluations import voting as evaluations_voting  # noqa: F401
from app.findings import commands as findings_commands
from app.findings import routes as findings_routes  # noqa: F401
from app.home import commands as home_commands
from app.home import routes as home_routes  # noqa: F401
from app.jobs import commands as jobs_commands
from app.jobs import routes as jobs_routes  # noqa: F401
from app.meetings import commands as meetings_commands  # noqa: F401
from app.meetings import duties as meetings_duties
from app.meetings import routes as meetings_routes  # noqa: F401
from app.meetings import samples as meetings_samples
from app.meetings.resolutions import routes as resolutions_routes  # noqa: F401
from app.meetings.talks import duties as talks_duties
from app.meetings.talks import routes as talks_routes  # noqa: F401
from app.meetings.talks import samples as talks_samples
from app.members import queries as members_queries
from app.members import routes as members_routes  # noqa: F401
from app.members import samples as members_samples
from app.members.importing import commands as importing_commands  # noqa: F401
from app.members.importing import large as importing_large
from app.members.importing import routes as importing_routes  # noqa: F401
from app.members.life import duties as life_duties
from app.members.life import routes as life_routes  # noqa: F401
from app.members.proposals import duties as proposals_duties
from app.members.proposals import routes as proposals_routes  # noqa: F401
from app.members.transfers import duties as transfers_duties
from app.members.transfers import routes as transfers_routes  # noqa: F401
from app.members.transfers import samples as transfers_samples
from app.organizations import commands as organizations_commands  # noqa: F401
from app.organizations import routes as organizations_routes  # noqa: F401
from app.papers import batch as papers_batch
from app.papers import routes as papers_routes  # noqa: F401
from app.rectification import duties as rectification_duties
from app.rectification import own as rectification_own  # noqa: F401
from app.rectification import routes as rectification_routes  # noqa: F401
from app.rectification import samples as rectification_samples

__all__ = [
    "BLUEPRINTS",
    "COMMANDS",
    "DUTIES",
    "JOBS",
    "PAPERS",
    "ROLE_SOURCES",
    "SCOPE_OF",
    "TRANSFER_LISTENERS",
    "VOTE_LISTENERS",
    "login_manager",
]

BLUEPRINTS = [
    organizations.bp,
    calendars.bp,
    accounts.bp,
    members.bp,
    findings.bp,
    rectification.bp,
    meetings.bp,
    evaluations.bp,
    analysis.bp,
    papers.bp,
    development.bp,
    debriefs.bp,
    auditing.bp,
    jobs.bp,
    home.bp,
]
COMMANDS = [
    backups_commands.backup,
    backups_commands.restore,
    accounts_commands.group,
    accounts_commands.links,
    findings_commands.group,
    jobs_commands.group,
    demo_commands.group,
    home_commands.print_samples,
    home_commands.tidy,
]
ROLE_SOURCES = [accounts_roles.of_posts, members_queries.roles_of]
SCOPE_OF = accounts_roles.scope_of
"""Where an account may do something today, for those that stand below accounts."""
TRANSFER_LISTENERS = [development_moving.on_transfer]
"""Called when somebody was received elsewhere; see app.members.transfers.listeners."""
DUTIES = [
    rectification_duties.findings,
    meetings_duties.findings,
    talks_duties.findings,
    evaluations_duties.findings,
    analysis_duties.findings,
    life_duties.findings,
    transfers_duties.findings,
    proposals_duties.findings,
    development_duties.findings,
    development_plans.findings,
    development_superior_duties.findings,
]
PAPERS = (
    members_samples.FORMS
    | transfers_samples.FORMS
    | rectification_samples.FORMS
    | meetings_samples.FORMS
    | talks_samples.FORMS
    | evaluations_samples.FORMS
    | analysis_samples.FORMS
    | debriefs_samples.FORMS
    | development_forms.FORMS
)
"""Papers that a Word template may replace: {form: Form}; see app.papers.registry."""
JOBS = {
    papers_batch.KIND: papers_batch.run,
    importing_large.KIND: importing_large.run,
} | development_history.JOBS
"""What long work can be asked for: {kind: function(context, arguments)}; see app.jobs.actions."""
VOTE_LISTENERS = [development_votes.record_votes]
"""Called with a meeting after its votes changed; see app.meetings.listeners."""
