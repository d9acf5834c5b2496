"""Kinds of money and what may become of it: lines, books, purposes, states, entries, levels."""

from app.rules.base import Labelled


class LineKind(Labelled):
    WORK = "work", "党建工作经费"
    SCIENCE = "science", "科普经费"
    DUES = "dues", "党费返还"
    ALLOWANCE = "allowance", "书记待遇"
    OTHER = "other", "其他"

    @property
    def book(self) -> "Book":
        return Book.DUES if self is LineKind.DUES else Book.WORK

    @property
    def source(self) -> str:
        """资金来源, as the ledger writes it."""
        if self is LineKind.DUES:
            return "党费返还"
        return "其他" if self is LineKind.OTHER else "行政拨款"


class Book(Labelled):
    """Work funds and dues never mix: each has a ledger of its own."""

    WORK = "work", "工作经费"
    DUES = "dues", "党费返还"

    @property
    def kinds(self) -> tuple[LineKind, ...]:
        return tuple(kind for kind in LineKind if kind.book is self)


class Purpose(Labelled):
    """What is paid for: the five uses of dues (DUE-26), then the usual ones of work funds."""

    DUES_TRAINING = "dues_training", "培训党员"
    DUES_MATERIAL = "dues_material", "订购党员教育报刊资料和设备"
    DUES_PRAISE = "dues_praise", "表彰先进"
    DUES_HARDSHIP = "dues_hardship", "补助生活困难党员"
    DUES_DISASTER = "dues_disaster", "补助受灾党员"
    TRAINING = "training", "学习培训"
    MEETING = "meeting", "会议和主题党日"
    CARE = "care", "走访慰问"
    PRAISE = "praise", "表彰奖励"
    PLACE = "place", "活动场所和设备"
    MATERIAL = "material", "资料和用品"
    OUTREACH = "outreach", "科普和志愿服务"
    ALLOWANCE = "allowance", "书记待遇"
    OTHER = "other", "其他支出"


class BudgetState(Labelled):
    DRAFT = "draft", "编制中"
    SUBMITTED = "submitted", "待批复"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "执行中"
    CLOSED = "closed", "已决算"


class AdjustmentState(Labelled):
    SUBMITTED = "submitted", "待批复"
    APPROVED = "approved", "已批复"
    REFUSED = "refused", "未同意"


class RequestState(Labelled):
    MADE = "made", "待集体研究"
    DECIDED = "decided", "待审批"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
    APPROVED = "approved", "待支付"
    PAID = "paid", "待结清"
    SETTLED = "settled", "已结清"


class EntryKind(Labelled):
    ALLOCATED = "allocated", "预算下达"
    ADJUSTED = "adjusted", "预算调整"
    CARRIED_IN = "carried_in", "上年结转"
    PAID = "paid", "支出"
    RETURNED = "returned", "退回余款"
    TOPPED_UP = "topped_up", "补付"
    COUNTERED = "countered", "冲正"
    CARRIED_OUT = "carried_out", "结转下年"
    GIVEN_BACK = "given_back", "年末收回"


class Level(Labelled):
    OWN = "own", "本组织"
    SUPERIOR = "superior", "上级党组织"
    HIGHER = "higher", "再上一级党组织"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


class YearEnd(Labelled):
    CARRIED = "carried", "结转"
    GIVEN_BACK = "given_back", "收回"


_B, _R = BudgetState, RequestState
NEXT_BUDGET = {
    _B.DRAFT: frozenset({_B.SUBMITTED}),
    _B.SUBMITTED: frozenset({_B.APPROVED, _B.RETURNED}),
    _B.RETURNED: frozenset({_B.SUBMITTED}),
    _B.APPROVED: frozenset({_B.CLOSED}),
    _B.CLOSED: frozenset(),
}
NEXT = {
    _R.MADE: frozenset({_R.DECIDED, _R.RETURNED, _R.WITHDRAWN}),
    _R.DECIDED: frozenset({_R.DECIDED, _R.APPROVED, _R.RETURNED, _R.WITHDRAWN}),
    _R.RETURNED: frozenset({_R.MADE, _R.WITHDRAWN}),
    _R.APPROVED: frozenset({_R.PAID, _R.SETTLED, _R.WITHDRAWN}),
    _R.PAID: frozenset({_R.PAID, _R.SETTLED, _R.APPROVED}),
    _R.SETTLED: frozenset({_R.PAID, _R.APPROVED}),
    _R.WITHDRAWN: frozenset(),
}
"""Where a request may go; another meeting may be named until it is approved. A settled one is open
again once an entry of it is cancelled."""
DRAFTED = frozenset({_B.DRAFT, _B.RETURNED})
"""A budget still changed by those who draft it."""
WRITABLE = frozenset({_R.MADE, _R.RETURNED})
OPEN = frozenset({_R.MADE, _R.DECIDED, _R.RETURNED, _R.APPROVED, _R.PAID})
"""A year is not closed while one of its requests is here."""
PAYABLE = frozenset({_R.APPROVED, _R.PAID})
SPENDING = frozenset({EntryKind.PAID, EntryKind.RETURNED, EntryKind.TOPPED_UP, EntryKind.COUNTERED})
"""Entries that make up what a line has spent; the others are what it was given."""
CANCELLABLE = frozenset({EntryKind.PAID, EntryKind.RETURNED, EntryKind.TOPPED_UP})
"""What a counter-entry may cancel. What a line was given is changed by an adjustment."""
