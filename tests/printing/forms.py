"""Every form with the samples its feature ships."""

from app.accounts.samples import SAMPLES as ACCOUNTS
from app.analysis.samples import SAMPLES as ANALYSIS
from app.debriefs.samples import SAMPLES as DEBRIEFS
from app.development.samples import SAMPLES as DEVELOPMENT
from app.evaluations.samples import SAMPLES as EVALUATIONS
from app.meetings.samples import SAMPLES as MEETINGS
from app.meetings.talks.samples import SAMPLES as TALKS
from app.members.samples import SAMPLES as MEMBERS
from app.members.transfers.samples import SAMPLES as TRANSFERS
from app.rectification.samples import SAMPLES as RECTIFICATION

FORMS = (
    MEETINGS
    | DEBRIEFS
    | EVALUATIONS
    | MEMBERS
    | TRANSFERS
    | ACCOUNTS
    | DEVELOPMENT
    | RECTIFICATION
    | TALKS
    | ANALYSIS
)
