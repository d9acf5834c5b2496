"""What is asked about each kind of event, and under which words."""

from wtforms import BooleanField

from app.core.forms import Choice, KnownDate, Line, Paragraphs, PortalForm
from app.rules.life import Care, EventKind, Ground, PunishmentKind, StopGround

K = EventKind

GROUPS = (
    ("去向和联系", (K.FLOATING, K.ABROAD, K.GRADUATE, K.LOST, K.CONTACT)),
    ("关怀和奖励", (K.CARE, K.REWARDED, K.DIED)),
    (
        "处置和处分",
        (
            K.RECTIFYING, K.PERSUADED, K.WITHDREW, K.REMOVED, K.PUNISHED, K.STOPPED, K.RESTORED,
            K.CANCELLED,
        ),
    ),
)  # fmt: skip
"""The choice of kinds as the page shows it. What other records make is not offered here."""

_DECIDED = ("organ", "paper", "note")
ASKS = {
    K.FLOATING: ("happened_on", "until", "organ", "basis", "fixed", "note"),
    K.ABROAD: ("happened_on", "until", "basis", "note"),
    K.GRADUATE: ("happened_on", "until", "note"),
    K.LOST: ("happened_on", "note"),
    K.CONTACT: ("happened_on", "basis", "note"),
    K.CARE: ("happened_on", "care", "until", "note"),
    K.REWARDED: ("happened_on", "basis", *_DECIDED),
    K.DIED: ("happened_on", "note"),
    K.RECTIFYING: ("happened_on", "until", "basis", *_DECIDED),
    K.PERSUADED: ("happened_on", "ground", *_DECIDED),
    K.WITHDREW: ("happened_on", *_DECIDED),
    K.REMOVED: ("happened_on", "ground", "since", *_DECIDED),
    K.PUNISHED: ("happened_on", "punishment", "until", "basis", *_DECIDED),
    K.STOPPED: ("happened_on", "stop_ground", "since", *_DECIDED),
    K.RESTORED: ("happened_on", *_DECIDED),
    K.CANCELLED: ("happened_on", *_DECIDED),
}
LABELS = {
    (K.FLOATING, "happened_on"): "外出日期",
    (K.FLOATING, "until"): "计划返回日期",
    (K.FLOATING, "organ"): "流入地党组织或联系人",
    (K.FLOATING, "basis"): "外出地点和事由",
    (K.ABROAD, "happened_on"): "出国（境）日期",
    (K.ABROAD, "until"): "计划返回日期",
    (K.ABROAD, "basis"): "国家（地区）和事由",
    (K.GRADUATE, "happened_on"): "毕业日期",
    (K.GRADUATE, "until"): "保留至",
    (K.LOST, "happened_on"): "失去联系的日期",
    (K.CONTACT, "happened_on"): "联系日期",
    (K.CONTACT, "basis"): "联系方式",
    (K.CARE, "happened_on"): "自何时起",
    (K.REWARDED, "basis"): "奖励名称",
    (K.REWARDED, "organ"): "授予单位",
    (K.DIED, "happened_on"): "去世日期",
    (K.PUNISHED, "until"): "影响期（察看期）至",
    (K.PUNISHED, "basis"): "处分原因",
    (K.RECTIFYING, "basis"): "改正事项",
}


class EventForm(PortalForm):
    happened_on = KnownDate("决定日期", needed=True)
    punishment = Choice("处分种类", needed=True)
    ground = Choice("情形", needed=True)
    stop_ground = Choice("原因", needed=True)
    care = Choice("情况", needed=True)
    since = KnownDate("自何时起")
    until = KnownDate("到期日期")
    ended_on = KnownDate("结束日期", description="还没有结束就留空。")
    organ = Line("决定或批准的组织", most=100, default="")
    basis = Line("依据", most=200, default="")
    paper = Line("文号", most=60, default="")
    fixed = BooleanField("外出地点固定")
    note = Paragraphs("说明", most=1000, rows=3, default="")
    reason = Line(
        "理由", most=200, default="", description="与一般规定不一致时写明；更正时写明为什么改。"
    )

    CHOICES = {  # noqa: RUF012
        "punishment": PunishmentKind, "ground": Ground, "stop_ground": StopGround, "care": Care,
    }  # fmt: skip

    def ask(self, kind: EventKind, *, ending: bool = False) -> None:
        """Keep the fields that this kind needs, under its own words."""
        kept = {*ASKS[kind], "reason", "csrf_token", "version", "once"}
        if ending:
            kept.add("ended_on")
        for name in [name for name in self._fields if name not in kept]:
            del self[name]
        for name, enum in self.CHOICES.items():
            if name in self:
                self[name].offer([("", "请选择"), *((one.value, one.label) for one in enum)])
        for field in self:
            if label := LABELS.get((kind, field.short_name)):
                field.label.text = label

    def facts(self) -> dict:
        """Typed values of the fields asked."""
        facts = super().facts()
        for name, enum in self.CHOICES.items():
            if name in facts:
                facts[name] = enum(facts[name])
        return facts


class EndForm(PortalForm):
    ended_on = KnownDate("结束日期", needed=True)


class RemoveForm(PortalForm):
    reason = Line("为什么删除", most=200, needed=True, default="")
