"""The small form that gives a resolution to somebody."""

from app.core.forms import Choice, Day, Line, Paragraphs, PortalForm


class FollowForm(PortalForm):
    responsible_id = Choice("谁来办", default="")
    responsible = Line("或者写明", most=60, description="不在名单里的人，或者“支委会”。")
    due_on = Day("何时办结", needed=True)
    task = Paragraphs("要办的事", most=2000, rows=2, needed=True)

    def check_somebody(self) -> bool:
        """Whether anybody is to do it; says so at the field otherwise."""
        if self.responsible_id.data or self.responsible.data:
            return True
        self.responsible_id.errors = ["请选择或者写明谁来办。"]
        return False
