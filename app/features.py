"""The list of features: what the application is assembled from, lowest first."""

from app.accounts import commands as accounts_commands
from app.accounts import roles as accounts_roles
from app.accounts.login import manager as login_manager
from app.activities import listening as activities_listening
from app.activities import samples as activities_samples
from app.affairs import duties as affairs_duties
from app.affairs import samples as affairs_samples
from app.analysis import duties as analysis_duties
from app.analysis import samples as analysis_samples
from app.backups import commands as backups_commands
from app.debriefs import duties as debriefs_duties
from app.debriefs import samples as debriefs_samples
from app.debriefs.assessment import duties as assessment_duties
from app.debriefs.assessment import samples as assessment_samples
from app.debriefs.rounds import duties as debrief_round_duties
from app.debriefs.rounds import samples as debrief_round_samples
from app.demo import commands as demo_commands
from app.development import commands as development_commands  # noqa: F401
from app.development import duties as development_duties
from app.development import models as development_models  # noqa: F401
from app.development.actions import moving as development_moving
from app.development.actions import votes as development_votes
from app.development.courses import following as courses_following
from app.development.courses import source as courses_source
from app.development.history import work as development_history
from app.development.plans import duties as development_plans
from app.development.samples import forms as development_forms
from app.development.superior import duties as development_superior_duties
from app.dues import duties as dues_duties
from app.dues import listening as dues_listening
from app.dues import samples as dues_samples
from app.elections import duties as elections_duties
from app.elections import queries as elections_queries
from app.elections import samples as elections_samples
from app.evaluations import commands as evaluations_commands  # noqa: F401
from app.evaluations import duties as evaluations_duties
from app.evaluations import large as evaluations_large
from app.evaluations import queries as evaluations_queries
from app.evaluations import samples as evaluations_samples
from app.findings import commands as findings_commands
from app.findings.demands import duties as demands_duties
from app.funds import commands as funds_commands  # noqa: F401
from app.funds import duties as funds_duties
from app.funds import samples as funds_samples
from app.home import commands as home_commands
from app.jobs import commands as jobs_commands
from app.meetings import duties as meetings_duties
from app.meetings import records as meetings_records
from app.meetings import samples as meetings_samples
from app.meetings.book import work as meetings_book
from app.meetings.calls import samples as meetings_call_samples
from app.meetings.plans import samples as meetings_plan_samples
from app.meetings.study import source as study_source
from app.meetings.talks import duties as talks_duties
from app.meetings.talks import samples as talks_samples
from app.members import queries as members_queries
from app.members import samples as members_samples
from app.members.importing import commands as importing_commands  # noqa: F401
from app.members.importing import large as importing_large
from app.members.life import duties as life_duties
from app.members.proposals import duties as proposals_duties
from app.members.transfers import duties as transfers_duties
from app.members.transfers import samples as transfers_samples
from app.organizations import commands as organizations_commands  # noqa: F401
from app.papers import batch as papers_batch
from app.pledges import duties as pledges_duties
from app.pledges import samples as pledges_samples
from app.rectification import duties as rectification_duties
from app.rectification import samples as rectification_samples
from app.structure import duties as structure_duties
from app.structure import samples as structure_samples
from app.training import duties as training_duties
from app.training import proving as training_proving
from app.training import samples as training_samples
from app.training.hours import duties as hours_duties
from app.training.hours import sources as training_hours
from app.venues import duties as venues_duties
from app.venues import samples as venues_samples

__all__ = [
    "CALL_LISTENERS",
    "CLASS_LISTENERS",
    "COMMANDS",
    "DUTIES",
    "HOURS_SOURCES",
    "JOBS",
    "LATE_RECORDS",
    "OPEN_VOTES",
    "PAPERS",
    "PATHS_OF_PEOPLE",
    "RETURNABLE",
    "ROLE_SOURCES",
    "SCOPE_OF",
    "STANDING_LISTENERS",
    "TRANSFER_LISTENERS",
    "TREE_LISTENERS",
    "VERIFIERS",
    "VOTE_LISTENERS",
    "login_manager",
]

COMMANDS = [
    backups_commands.backup,
    backups_commands.restore,
    accounts_commands.group,
    accounts_commands.links,
    findings_commands.group,
    findings_commands.rules,
    jobs_commands.group,
    demo_commands.group,
    home_commands.print_samples,
    home_commands.tidy,
]
ROLE_SOURCES = [accounts_roles.of_posts, members_queries.roles_of]
SCOPE_OF = accounts_roles.scope_of
"""Where an account may do something today, for those that stand below accounts."""
TRANSFER_LISTENERS = [development_moving.on_transfer, dues_listening.on_transfer]
"""Called when somebody was received elsewhere; see app.members.transfers.listeners."""
STANDING_LISTENERS = [dues_listening.on_standing]
"""Called when somebody's good standing ended or began again; see app.members.life.listeners."""
TREE_LISTENERS = [development_moving.on_branch_moved]
"""Called when a part of the tree stands under another parent; see app.structure.listeners."""
DUTIES = [
    demands_duties.findings,
    meetings_duties.findings,
    rectification_duties.findings,
    venues_duties.findings,
    talks_duties.findings,
    evaluations_duties.findings,
    analysis_duties.findings,
    affairs_duties.findings,
    dues_duties.findings,
    life_duties.findings,
    transfers_duties.findings,
    proposals_duties.findings,
    funds_duties.findings,
    development_duties.findings,
    development_plans.findings,
    development_superior_duties.findings,
    training_duties.findings,
    hours_duties.findings,
    pledges_duties.findings,
    structure_duties.findings,
    debriefs_duties.findings,
    debrief_round_duties.findings,
    assessment_duties.findings,
    elections_duties.findings,
]
LATE_RECORDS = {"meetings": meetings_records.late_records}
"""Records that may show that a duty was done late: {first part of its subject: function(scope,
organisation, finding)}; see app.findings.ours."""
RETURNABLE = {"meetings": meetings_records.returnable}
"""Records that a superior may return, by kind; see app.findings.demands.records."""
OPEN_VOTES = [evaluations_queries.on_open_roster, elections_queries.on_open_list]
"""Whether a person stands on the list of an open box; see app.accounts.votes."""
PATHS_OF_PEOPLE = members_queries.paths_of_people
"""Where people are registered: what their names change is told to findings."""
PAPERS = (
    members_samples.FORMS
    | transfers_samples.FORMS
    | rectification_samples.FORMS
    | venues_samples.FORMS
    | meetings_samples.FORMS
    | meetings_plan_samples.FORMS
    | meetings_call_samples.FORMS
    | talks_samples.FORMS
    | evaluations_samples.FORMS
    | analysis_samples.FORMS
    | affairs_samples.FORMS
    | activities_samples.FORMS
    | debriefs_samples.FORMS
    | debrief_round_samples.FORMS
    | assessment_samples.FORMS
    | development_forms.FORMS
    | dues_samples.FORMS
    | funds_samples.FORMS
    | pledges_samples.FORMS
    | training_samples.FORMS
    | structure_samples.FORMS
    | elections_samples.FORMS
)
"""Papers that a Word template may replace: {form: Form}; see app.papers.registry."""
JOBS = {
    papers_batch.KIND: papers_batch.run,
    importing_large.KIND: importing_large.run,
    meetings_book.KIND: meetings_book.run,
    evaluations_large.KIND: evaluations_large.run,
} | development_history.JOBS
"""What long work can be asked for: {kind: function(context, arguments)}; see app.jobs.actions."""
HOURS_SOURCES = [
    study_source.SOURCE,
    training_hours.CLASSES,
    courses_source.SOURCE,
    training_hours.OUTSIDE,
]
"""Where study hours come from, in the order of the tables' columns; see app.members.hours."""
CALL_LISTENERS = [activities_listening.on_call]
"""Called when a notice was changed; see app.meetings.calls.listeners."""
CLASS_LISTENERS = [courses_following.on_finished]
"""Called with a class for activists or prospects that is over; see app.members.finished."""
VERIFIERS = training_proving.VERIFIERS
"""What stands behind the code on a paper: {register: function(number)}; see app.home.verifying."""
VOTE_LISTENERS = [development_votes.record_votes]
"""Called with a meeting after its votes changed; see app.meetings.listeners."""
