"""What a posted field of the meeting form is called, and what its text says, for people."""

import re

from app.meetings.attendance import AttendanceCode
from app.meetings.forms import ItemForm, MeetingForm

ATTENDANCE = re.compile(r"attendance-(\d+)(-note)?")
ITEM = re.compile(r"items-(\d+)-(.+)")


def told(name: str, values: list[str], people: dict[int, str]) -> tuple[str, str]:
    """(label, text) of a posted field for people to read: 议题 2 讨论情况, 欧阳懿的考勤."""
    text = "、".join(values)
    if match := ATTENDANCE.fullmatch(name):
        who = people.get(int(match[1]), "")
        code = {one.value: one.label for one in AttendanceCode}.get(text, text or "不列入")
        return (f"{who}的原因", text) if match[2] else (f"{who}的考勤", code)
    if match := ITEM.fullmatch(name):
        field = getattr(ItemForm, match[2], None)
        label = field.args[0] if field is not None else match[2]
        return f"第 {int(match[1]) + 1} 项{label}", text
    field = getattr(MeetingForm, name, None)
    label = field.args[0] if field is not None and field.args else name
    if name in ("chair_id", "recorder_id") and text.isdecimal():
        text = people.get(int(text), text)
    return label, text
