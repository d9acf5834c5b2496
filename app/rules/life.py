"""What happens in a member's life beside development: kinds of events and what each one needs."""

from dataclasses import dataclass

from app.rules.base import Labelled
from app.rules.dates import PartialDate


class PunishmentKind(Labelled):
    WARNING = "warning", "警告"
    SERIOUS_WARNING = "serious_warning", "严重警告"
    REMOVED_FROM_POST = "removed_from_post", "撤销党内职务"
    PROBATION_IN_PARTY = "probation_in_party", "留党察看"
    EXPULSION = "expulsion", "开除党籍"


@dataclass(frozen=True)
class Punishment:
    """`until` is the end of its 影响期, the last day included; `restored_on` the day on which
    somebody under 留党察看 got the member's rights back."""

    kind: PunishmentKind
    since: PartialDate
    until: PartialDate | None = None
    restored_on: PartialDate | None = None
