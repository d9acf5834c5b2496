"""What happens in a member's life: kinds of events, what each changes, what may follow what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.rules.base import Labelled
from app.rules.dates import PartialDate, Precision
from app.rules.members import Relation, Stage, Standing


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


class EventKind(Labelled):
    APPLIED = "applied", "递交入党申请书"
    ACTIVIST = "activist", "确定为入党积极分子"
    PROSPECT = "prospect", "确定为发展对象"
    JOINED = "joined", "接收为预备党员"
    CONFIRMED = "confirmed", "转为正式党员"
    CANCELLED = "cancelled", "取消预备党员资格"
    STOPPED = "stopped", "停止党籍"
    RESTORED = "restored", "恢复党籍"
    RECTIFYING = "rectifying", "限期改正"
    PERSUADED = "persuaded", "劝其退党"
    WITHDREW = "withdrew", "劝退后退党"
    REMOVED = "removed", "除名"
    PUNISHED = "punished", "处分"
    REWARDED = "rewarded", "奖励"
    LEFT = "left", "转出"
    CAME = "came", "转入"
    FLOATING = "floating", "流动（外出）"
    ABROAD = "abroad", "出国（境）"
    LOST = "lost", "失去联系"
    CONTACT = "contact", "取得联系"
    GRADUATE = "graduate", "毕业生保留组织关系"
    CARE = "care", "年老、生病、困难"
    DIED = "died", "去世"


class Care(Labelled):
    """Why nothing hard is asked of a person (ED-32)."""

    OLD = "old", "年老体弱"
    ILL = "ill", "长期患病"
    HARDSHIP = "hardship", "生活困难"


class Ground(Labelled):
    """Grounds of 除名 and 劝退 (ED-26), in the order of the regulation."""

    BELIEFS = "beliefs", "（一）理想信念缺失，政治立场动摇"
    RELIGION = "religion", "（二）信仰宗教，经教育仍没有转变"
    INSISTS = "insists", "（三）坚持退党"
    THREATENS = "threatens", "（四）以退党相要挟，经教育不改"
    UNREFORMED = "unreformed", "（五）限期改正期满仍没有转变"
    SELF_LEFT = "self_left", "（六）自行脱党"
    STOPPED = "stopped", "停止党籍满 2 年仍无法取得联系"


class StopGround(Labelled):
    LOST = "lost", "与党组织失去联系"
    SETTLED = "settled", "出国（境）定居"
    STAYED = "stayed", "出国（境）学习研究超过 5 年未返回"


STAGE_OF = {
    EventKind.APPLIED: Stage.APPLICANT,
    EventKind.ACTIVIST: Stage.ACTIVIST,
    EventKind.PROSPECT: Stage.PROSPECT,
    EventKind.JOINED: Stage.PROBATIONARY,
    EventKind.CONFIRMED: Stage.FULL,
}
KIND_OF = {stage: kind for kind, stage in STAGE_OF.items()}
DATE_OF = {
    Stage.APPLICANT: "applied_on",
    Stage.ACTIVIST: "activist_on",
    Stage.PROSPECT: "prospect_on",
    Stage.PROBATIONARY: "joined_on",
    Stage.FULL: "confirmed_on",
}
STAGES = list(Stage)
"""In the order in which a person goes through them."""

STANDING_OF = {
    EventKind.STOPPED: Standing.STOPPED,
    EventKind.RESTORED: Standing.NORMAL,
    EventKind.CANCELLED: Standing.CANCELLED,
    EventKind.WITHDREW: Standing.REMOVED,
    EventKind.REMOVED: Standing.REMOVED,
    EventKind.LEFT: Standing.TRANSFERRED,
    EventKind.CAME: Standing.NORMAL,
    EventKind.DIED: Standing.DECEASED,
}
RELATION_OF = {
    EventKind.FLOATING: Relation.FLOATING,
    EventKind.ABROAD: Relation.ABROAD,
}
FOLLOWS: Mapping[Standing, frozenset[EventKind]] = {
    Standing.NORMAL: frozenset(EventKind) - {EventKind.RESTORED, EventKind.CAME},
    Standing.STOPPED: frozenset(
        {
            EventKind.RESTORED,
            EventKind.REMOVED,
            EventKind.PUNISHED,
            EventKind.CONTACT,
            EventKind.DIED,
        }
    ),
    Standing.TRANSFERRED: frozenset({EventKind.CAME, EventKind.DIED}),
    Standing.REMOVED: frozenset({EventKind.APPLIED, EventKind.DIED}),
    Standing.EXPELLED: frozenset({EventKind.APPLIED, EventKind.DIED}),
    Standing.CANCELLED: frozenset({EventKind.APPLIED, EventKind.DIED}),
    Standing.DECEASED: frozenset(),
}
"""The state machine: what may still be recorded of a person in each standing."""

ENDABLE = frozenset(
    {
        EventKind.RECTIFYING,
        EventKind.PUNISHED,
        EventKind.FLOATING,
        EventKind.ABROAD,
        EventKind.LOST,
        EventKind.GRADUATE,
        EventKind.CARE,
    }
)
"""Events that last: they stay open until their end is recorded."""

_LEAVES_NOTHING = {
    "activist_on": None,
    "prospect_on": None,
    "joined_on": None,
    "confirmed_on": None,
}


@dataclass(frozen=True)
class Happening:
    """The facts of one event that rules ask about."""

    kind: EventKind
    on: PartialDate
    until: PartialDate | None = None
    since: PartialDate | None = None
    ended_on: PartialDate | None = None
    punishment: PunishmentKind | None = None
    ground: Ground | None = None
    stop_ground: StopGround | None = None
    care: Care | None = None
    fixed: bool = False


def changes(event: Happening, stage: Stage, standing: Standing) -> dict[str, Any]:
    """{attribute of the member: value} that the event brings to somebody of that stage and
    standing; without one where it is only worth telling. A stage already passed stays."""
    if event.kind in STAGE_OF:
        return _of_stage(event, stage, standing)
    if event.kind in STANDING_OF or event.punishment is PunishmentKind.EXPULSION:
        becomes = STANDING_OF.get(event.kind, Standing.EXPELLED)
        # who comes in good standing keeps it: nothing begins that day
        return (
            {"relation": Relation.HERE} if becomes is standing else _of_standing(becomes, event.on)
        )
    if event.punishment is PunishmentKind.PROBATION_IN_PARTY:
        return {"vote_suspended": event.ended_on is None}
    if event.kind is EventKind.CARE:
        return {"exempt": event.ended_on is None}
    if event.kind in RELATION_OF:
        return {"relation": Relation.HERE if event.ended_on else RELATION_OF[event.kind]}
    return {}


def _of_stage(event, stage, standing):
    reached = STAGE_OF[event.kind]
    found = {DATE_OF[reached]: event.on}
    if standing is not Standing.NORMAL and event.kind is EventKind.APPLIED:
        return (
            found | _LEAVES_NOTHING | {"stage": reached} | _of_standing(Standing.NORMAL, event.on)
        )
    if STAGES.index(reached) > STAGES.index(stage):
        found["stage"] = reached
    return found


def _of_standing(standing, on: PartialDate):
    return {"standing": standing, "standing_on": known_day(on), "relation": Relation.HERE}


def known_day(on: PartialDate) -> date | None:
    """The day itself where it is known to the day; nothing is made up otherwise."""
    return on.earliest if on.precision is Precision.DAY else None
