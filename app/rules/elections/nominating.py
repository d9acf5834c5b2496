"""Who may stand, how many must, and who is left out of 应到会."""

from datetime import date

from app.rules.base import FINE, Labelled, Verdict, against
from app.rules.registry import rule


class Exclusion(Labelled):
    """EL-08: why somebody is not counted in 应到会. OTHER takes words: the list is open."""

    MIND = "mind", "患精神病或者因其他疾病不能表达本人意志"
    ABROAD = "abroad", "自费出国半年以上"
    SENTENCE = "sentence", "受留党察看处分或者正在服刑"
    BEDRIDDEN = "bedridden", "年老体弱卧床不起、长期生病生活不能自理"
    UNTRANSFERRED = "untransferred", "工作调动、下派锻炼、外出学习工作半年以上，应转未转组织关系"
    RETIRED = "retired", "已经回原籍或者异地长期居住的离退休人员"
    DETAINED = "detained", "被留置、逮捕，或者停止党籍"
    STRANDED = "stranded", "因公出国（境）不能按时返回"
    FLOATING = "floating", "流动党员，本人书面申请不参加"
    OTHER = "other", "其他情形（写明）"


def candidates_needed(seats: int) -> int:
    """EL-05: the seats and a fifth more, rounded up: 3→4, 5→6, 7→9. None for no seats."""
    share = rule("EL-05").on(date.max)
    return seats + -(-seats * share // 100)


def check_candidates(candidates: int, seats: int, day: date) -> Verdict:
    """EL-05: whether there are enough candidates for the seats of a committee."""
    needed = candidates_needed(seats)
    if candidates >= needed:
        return FINE
    message = f"应选委员 {seats} 名，候选人至少 {needed} 名，还差 {needed - candidates} 名"
    return against(rule("EL-05").reason(day, message))


def check_head(candidates: int, day: date) -> Verdict:
    """EL-18: somebody must stand for secretary (or deputy); one candidate a post is usual."""
    if candidates >= 1:
        return FINE
    return against(rule("EL-18").reason(day, "请提出书记候选人人选，一般为一名（等额）"))


def check_scrutineer(candidate: bool, day: date) -> Verdict:
    """EL-11: whoever stands as a candidate does not watch over the vote."""
    if not candidate:
        return FINE
    return against(rule("EL-11").reason(day, "已列为候选人的不能担任监票人，请另选"))
