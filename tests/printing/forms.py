"""Every form with the samples its feature ships."""

from app.accounts.samples import SAMPLES as ACCOUNTS
from app.debriefs.samples import SAMPLES as DEBRIEFS
from app.development.samples import SAMPLES as DEVELOPMENT
from app.elections.samples import SAMPLES as ELECTIONS
from app.evaluations.samples import SAMPLES as EVALUATIONS
from app.meetings.samples import SAMPLES as MEETINGS
from app.members.samples import SAMPLES as MEMBERS
from app.members.transfers.samples import SAMPLES as TRANSFERS

FORMS = MEETINGS | DEBRIEFS | EVALUATIONS | MEMBERS | TRANSFERS | ACCOUNTS | DEVELOPMENT | ELECTIONS
