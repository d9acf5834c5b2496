"""Every form with the samples its feature ships."""

from app.accounts.samples import SAMPLES as ACCOUNTS
from app.debriefs.samples import SAMPLES as DEBRIEFS
from app.development.samples import SAMPLES as DEVELOPMENT
from app.evaluations.samples import SAMPLES as EVALUATIONS
from app.meetings.book.samples import SAMPLES as BOOKS
from app.meetings.calls.samples import SAMPLES as CALLS
from app.meetings.plans.samples import SAMPLES as PLANS
from app.meetings.samples import SAMPLES as MEETINGS
from app.members.samples import SAMPLES as MEMBERS
from app.members.transfers.samples import SAMPLES as TRANSFERS

LIFE = MEETINGS | PLANS | CALLS | BOOKS
FORMS = LIFE | DEBRIEFS | EVALUATIONS | MEMBERS | TRANSFERS | ACCOUNTS | DEVELOPMENT
