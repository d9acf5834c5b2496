"""Shapes of input for items: what and who and by when, and the steps to its end."""

from app.core.forms import Choice, Day, Line, Paragraphs, PortalForm


class ItemForm(PortalForm):
    problem = Paragraphs("问题", most=2000, rows=2, needed=True, description="一项写一个问题。")
    goal = Paragraphs("整改目标", most=1000, rows=2)
    measure = Paragraphs("整改措施", most=2000, rows=2)
    responsible_id = Choice("责任人", default="")
    responsible = Line("或者写明责任人", most=60, description="不在名单里的人，或者“支委会”。")
    due_on = Day("完成时限", needed=True)

    def named(self, people) -> dict:
        """The typed facts for the actions; `people` maps ids to persons."""
        facts = self.facts()
        wanted = facts.pop("responsible_id")
        return facts | {"person": people.get(int(wanted)) if wanted else None}

    def check_somebody(self) -> bool:
        """Whether anybody answers for it; says so at the field otherwise."""
        if self.responsible_id.data or self.responsible.data:
            return True
        self.responsible_id.errors = ["请选择或者写明责任人。"]
        return False


class NoteForm(PortalForm):
    text = Paragraphs("进展", most=2000, rows=2, needed=True)
    told_on = Day("日期", needed=True)


class DoneForm(PortalForm):
    text = Paragraphs("办结情况", most=2000, rows=2)
    done_on = Day("办结日期", needed=True)


class AcceptForm(PortalForm):
    note = Line("验收意见", most=300)


class WhyForm(PortalForm):
    why = Line("原因", most=300, needed=True)
