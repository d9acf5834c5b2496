"""Shapes of input for a campaign before it opens: groups, questions, subjects, passphrases."""

from wtforms import Form, FormField, HiddenField, PasswordField
from wtforms.fields import BooleanField, FieldList, IntegerField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.ballots.models import Level
from app.ballots.tellers import LEAST
from app.core.forms import NEEDED, Choice, Choices, Count, Line, Paragraphs, PortalForm, clean_line
from app.evaluations.actions.preparing import CODES_MOST, Wanted
from app.evaluations.models import Clearing, Who
from app.evaluations.paper import QUESTIONS_MOST, SCORE_MOST, Shape
from app.rules.ballots import GROUPS_MOST, WHOLE, Small
from app.rules.evaluations import FLOOR

BLANK_LINES = 4


class GroupForm(Form):
    label = Line("名称", most=30)
    who = Choice("由谁组成", pairs=[(w.value, w.label) for w in Who], default=Who.MEMBERS.value)
    weight = Count("权重（%）", most=WHOLE)
    codes = Count("投票码张数", most=CODES_MOST)


class SetupForm(PortalForm):
    """`obj` is a campaign; its groups are filled in by the route."""

    minimum = IntegerField(
        "最少票数",
        validators=[
            InputRequired(NEEDED),
            NumberRange(FLOOR, 1000, message=f"不能低于 {FLOOR} 票，否则看得出谁投了什么。"),
        ],
        description="收到的票少于这个数就不计票；每组也按这个数。",
    )
    small = Choice(
        "不足的组怎么办",
        pairs=[(s.value, s.label) for s in Small],
        description="票数不足的组不单独显示，投票前就说明。",
    )
    level = Choice(
        "保密级别",
        pairs=[
            (Level.ORDINARY.value, "普通：钥匙在服务器上，计票时销毁"),
            (Level.STRICT.value, "严格：两名计票人各设口令，同时到场才能计票"),
        ],
    )
    clearing = Choice("参评名单", pairs=[(c.value, c.label) for c in Clearing])
    groups = FieldList(FormField(GroupForm), min_entries=GROUPS_MOST, max_entries=GROUPS_MOST)

    def wanted(self) -> list[Wanted]:
        """The groups that have a name."""
        return [
            Wanted("", one.label.data, Who(one.who.data), one.weight.data or 0, one.codes.data or 0)
            for one in (entry.form for entry in self.groups)
            if one.label.data
        ]

    def facts(self) -> dict:
        kinds = {"small": Small, "level": Level, "clearing": Clearing}
        return {n: kind(self[n].data) for n, kind in kinds.items()} | {"minimum": self.minimum.data}

    def shown(self, row) -> dict:
        """The present values; of groups nothing, they are shown by the page."""
        return {name: value for name, value in super().shown(row).items() if name != "groups"}


class QuestionForm(Form):
    code = HiddenField()
    label = Line("问题", most=60)
    shape = Choice("怎样回答", pairs=[(s.value, s.label) for s in Shape], default=Shape.GRADE.value)
    marks = Line("选项（用顿号隔开）", most=300)
    most = Count("最高分", most=SCORE_MOST)
    needed = BooleanField("必填")


class QuestionsForm(PortalForm):
    questions = FieldList(FormField(QuestionForm), max_entries=QUESTIONS_MOST + BLANK_LINES)
    remark = BooleanField("每个对象都留一处“想说的话”", default=True)

    def rows(self) -> list[dict]:
        """What `paper.designed` reads; lines without a question stay in, so that numbers fit."""
        return [
            {
                "code": one.code.data or "",
                "label": one.label.data or "",
                "shape": one.shape.data,
                "marks": [m for m in (one.marks.data or "").replace("，", "、").split("、") if m],
                "most": one.most.data or 10,
                "needed": bool(one.needed.data),
            }
            for one in (entry.form for entry in self.questions)
        ]

    def fill(self, questions) -> None:
        """The present questions and some blank lines."""
        for one in questions:
            score = one.shape is Shape.SCORE
            self.questions.append_entry({
                "code": one.code, "label": one.label, "shape": one.shape.value,
                "marks": "" if score else "、".join(label for _, label in one.marks),
                "most": len(one.marks) if score else None, "needed": one.needed,
            })  # fmt: skip
        for _ in range(BLANK_LINES):
            self.questions.append_entry({"needed": True})


class Subjects(Choices):
    """One box to tick for each of those foreseen."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form):
        known = {value for value, *_ in self.iter_choices()}
        self.data = [one for one in self.data or [] if one in known]


class SubjectsForm(PortalForm):
    on_ballot = Subjects("评议对象", coerce=str)
    matters = Paragraphs("测评的事项", most=3000, rows=8, description="一行一项。")

    def named(self) -> list[str]:
        return [clean_line(line)[:60] for line in (self.matters.data or "").splitlines()]


class DelegatesForm(PortalForm):
    """Members of one branch, who of them are delegates."""

    people = Subjects("这个支部的代表", coerce=int)


class PassphraseForm(PortalForm):
    """A teller's passphrase, twice."""

    passphrase = PasswordField(
        "口令",
        validators=[InputRequired(NEEDED), Length(max=200, message="最多 200 个字。")],
        description=f"至少 {LEAST} 个字，自己记得住、别人猜不到，例如几个不相干的词连起来。",
    )
    again = PasswordField("再输一遍", validators=[InputRequired(NEEDED)])

    def validate_again(self, field):
        if field.data != self.passphrase.data:
            raise ValidationError("两遍输得不一样。")


class RehearsalForm(PortalForm):
    remembered = PasswordField(
        "口令", validators=[InputRequired(NEEDED), Length(max=200, message="最多 200 个字。")]
    )


class OpeningForm(PortalForm):
    """Both tellers' passphrases, or the words of their recovery sheets."""

    secret1 = PasswordField("第一名计票人的口令", validators=[InputRequired(NEEDED)])
    secret2 = PasswordField("第二名计票人的口令", validators=[InputRequired(NEEDED)])


class PapersForm(PortalForm):
    """What one of two people counted on paper; the votes are read by `read_votes`."""

    handed_out = Count("发出", most=100_000, description="发出的纸质票张数。")
    collected = Count("收回", most=100_000)
    invalid = Count("无效", most=100_000)

    def validate(self, extra_validators=None):
        fine = super().validate(extra_validators)
        for one in (self.handed_out, self.collected, self.invalid):
            if one.data is None and not one.errors:
                one.errors = [NEEDED]
                fine = False
        return fine


def read_votes(fields, subjects, questions) -> tuple[dict[str, int], dict[str, str]]:
    """({"subject.item.mark": votes above nought}, {name: what would have to change})."""
    votes, faults = {}, {}
    for subject in subjects:
        for question in questions:
            for mark, _ in question.marks:
                name = f"{subject}.{question.code}.{mark}"
                text = (fields(name) or "").strip()
                if not text:
                    continue
                if not text.isdecimal() or len(text) > 5:
                    faults[name] = "请填整数。"
                elif int(text):
                    votes[name] = int(text)
    return votes, faults
