"""What may stand on a ballot, as plain data: read from a form, packed for sealing, unpacked.

Subjects, items, marks and groups are texts without meaning here. No message repeats what was typed.
"""

import json
import string
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from hashlib import sha256

from app.core.forms import clean_text

TEXT = "text"
_BLANK = "-"
_LETTERS = string.digits + string.ascii_letters
MARKS_MOST = len(_LETTERS)
_BYTES_A_CHARACTER = 4  # the longest in UTF-8; JSON's escapes of cleaned text are shorter
_ROUNDING = 1024


@dataclass(frozen=True)
class Item:
    """One question asked about every subject; its answer is one of `marks`, of which there are at
    most MARKS_MOST, or words of the voter's own where there are none."""

    code: str
    marks: tuple[str, ...]
    needed: bool

    @property
    def written(self) -> bool:
        return not self.marks


@dataclass(frozen=True)
class Choosing:
    """A ballot that elects: `mark` picks the subject, a remark beside the mark `text_with`, and
    beside no other, names somebody else and picks him; at most `most` picks, nobody named twice."""

    mark: str
    most: int
    text_with: str

    def fault(self, answers: "Answers") -> str:
        """What would have to change of the whole ballot; '' where nothing."""
        marks = [mark for given in answers.marks.values() for mark in given.values()]
        named = [text for given in answers.texts.values() for text in given.values() if text]
        picks = marks.count(self.mark) + len(named)
        if picks > self.most:
            return f"选了 {picks} 人，最多选 {self.most} 人，请减少后再交。"
        return "同一个人只能另选一次。" if len(set(named)) < len(named) else ""

    def refused_at(self, answers: "Answers") -> list[str]:
        """The subjects with somebody else named beside the wrong mark."""
        return [
            subject
            for subject, given in answers.texts.items()
            if given.get(TEXT) and self.text_with not in answers.marks.get(subject, {}).values()
        ]


@dataclass(frozen=True)
class Questionnaire:
    """Every subject judged on every item; with `remark` there is room for a remark on each. A text
    has at most `text_most` characters, all together `texts_most`. `own_left_out`: a voter who is a
    subject does not judge himself."""

    subjects: tuple[str, ...]
    items: tuple[Item, ...]
    own_left_out: bool
    text_most: int = 300
    texts_most: int = 3000
    choosing: Choosing | None = None
    remark: bool = True

    @classmethod
    def load(cls, data: dict) -> "Questionnaire":
        """From what `dump` gave."""
        items = tuple(Item(i["code"], tuple(i["marks"]), i["needed"]) for i in data["items"])
        choosing = Choosing(**data["choosing"]) if data.get("choosing") else None
        read = {"subjects": tuple(data["subjects"]), "items": items, "choosing": choosing}
        return cls(**(data | read))

    def dump(self) -> dict:
        """Plain data for a JSON column. What is as it always was is not said, so that the digest
        of a box opened before there was a choice stays what it was."""
        items = [{"code": i.code, "marks": i.marks, "needed": i.needed} for i in self.items]
        plain = {f.name: getattr(self, f.name) for f in fields(self)} | {"items": items}
        del plain["choosing"], plain["remark"]
        return (
            plain
            | ({"choosing": asdict(self.choosing)} if self.choosing else {})
            | ({} if self.remark else {"remark": False})
        )

    @cached_property
    def digest(self) -> str:
        return sha256(json.dumps(self.dump(), sort_keys=True).encode()).hexdigest()

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """The items answered by a mark."""
        return tuple(item for item in self.items if not item.written)

    @cached_property
    def text_codes(self) -> tuple[str, ...]:
        """The items answered in words, the remark first."""
        return (TEXT,) * self.remark + tuple(item.code for item in self.items if item.written)

    @property
    def size(self) -> int:
        """Bytes that hold any ballot of this questionnaire, padding's own byte included."""
        boxes = len(self.subjects) * len(self.text_codes)
        texts = min(boxes * self.text_most, self.texts_most)
        bytes_ = (
            240
            + len(self.subjects) * len(self.asked)
            + boxes * (len(str(len(self.subjects))) + 12)
            + texts * _BYTES_A_CHARACTER
        )
        return -(-bytes_ // _ROUNDING) * _ROUNDING


@dataclass
class Answers:
    """One ballot in plain: {subject: {item: mark}} and {subject: {item: words}}. `group` is what
    the voter counts as; it is never typed."""

    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    group: str = ""


@dataclass
class Reading:
    """A form as it was read: what it says, and what would have to change, by subject or at all."""

    answers: Answers
    faults: dict[str, str] = field(default_factory=dict)
    form_faults: list[str] = field(default_factory=list)

    def __bool__(self):
        return not (self.faults or self.form_faults)


def field_name(subject: str, item: str) -> str:
    """The name of an input; `item` is TEXT for the remark."""
    return f"{subject}.{item}"


def read(paper: Questionnaire, fields: Iterable[tuple[str, str]], own: str | None) -> Reading:
    """Read (name, value) pairs in one pass; `own` is the subject that the voter is, if any.

    Everything typed stays in the answers for the page to show again, faulty or not.
    """
    subjects = judged_by(paper, own)
    marks = {item.code: set(item.marks) for item in paper.asked}
    reading = Reading(Answers({s: {} for s in subjects}))
    for name, value in fields:
        subject, _, item = name.partition(".")
        given = reading.answers.marks.get(subject)
        if given is None or (item not in marks and item not in paper.text_codes):
            reading.form_faults = ["提交的内容不属于这张票，请重新打开页面填写。"]
        elif item not in marks:
            _read_text(paper, reading, subject, item, value)
        elif value not in marks[item] or item in given:
            reading.faults[subject] = "请从列出的选项中选一项。"
        else:
            given[item] = value
    for subject in subjects:
        if _incomplete(paper, reading.answers, subject):
            reading.faults.setdefault(subject, "这一项还没有填完，请补上。")
    if sum(len(t) for given in reading.answers.texts.values() for t in given.values()) > (
        paper.texts_most
    ):
        reading.form_faults.append(f"全部意见合计最多 {paper.texts_most} 个字，请删减。")
    if paper.choosing:
        _read_choice(paper.choosing, reading)
    return reading


def judged_by(paper: Questionnaire, own: str | None) -> list[str]:
    """The subjects on this voter's ballot, in order."""
    return [s for s in paper.subjects if not (paper.own_left_out and s == own)]


def pack(paper: Questionnaire, answers: Answers) -> bytes:
    """A ballot as bytes that `unpack` understands, shorter than the questionnaire's size."""
    marks = "".join(
        _letter(item, answers.marks.get(s, {})) for s in paper.subjects for item in paper.asked
    )
    texts = {
        f"{paper.subjects.index(subject)}.{paper.text_codes.index(code)}": text
        for subject, given in answers.texts.items()
        for code, text in given.items()
        if text
    }
    return json.dumps([paper.digest, marks, texts, answers.group], ensure_ascii=False).encode()


def unpack(paper: Questionnaire, packed: bytes) -> Answers:
    """The inverse of `pack`; ValueError for anything that is no valid ballot of this paper."""
    try:
        digest, letters, texts, *group = json.loads(packed)
        answers = _spread(paper, letters)
        answers.texts = _spread_texts(paper, texts)
        answers.group = str(group[0]) if group else ""
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("not a ballot") from error
    absent = [s for s in paper.subjects if not (answers.marks[s] or answers.texts.get(s))]
    partial = any(_incomplete(paper, answers, s) for s in paper.subjects if s not in absent)
    needed = any(item.needed for item in paper.items)
    if digest != paper.digest or partial or (needed and len(absent) > paper.own_left_out):
        raise ValueError("not a valid ballot of this paper")
    if (choosing := paper.choosing) and (choosing.refused_at(answers) or choosing.fault(answers)):
        raise ValueError("not a valid ballot of this paper")
    return answers


def _read_text(paper, reading, subject, item, value):
    text = clean_text(value)
    reading.answers.texts.setdefault(subject, {})[item] = text
    if len(text) > paper.text_most:
        reading.faults[subject] = f"每处文字最多 {paper.text_most} 个字，请删减。"


def _read_choice(choosing, reading):
    for subject in choosing.refused_at(reading.answers):
        reading.faults[subject] = "投不赞成票的才能另选他人；赞成、弃权的，请删去另选的姓名。"
    if fault := choosing.fault(reading.answers):
        reading.form_faults.append(fault)


def _letter(item, given):
    return _LETTERS[item.marks.index(given[item.code])] if item.code in given else _BLANK


def _spread(paper, letters):
    if len(letters) != len(paper.subjects) * len(paper.asked):
        raise ValueError("wrong length")
    turn = iter(letters)
    marks = {
        s: {
            item.code: item.marks[_LETTERS.index(letter)]
            for item in paper.asked
            if (letter := next(turn)) != _BLANK
        }
        for s in paper.subjects
    }
    return Answers(marks)


def _spread_texts(paper, texts):
    found = {}
    for place, text in texts.items():
        # A box opened before there were items in words names the subject alone.
        subject, _, code = place.partition(".")
        given = found.setdefault(paper.subjects[int(subject)], {})
        given[paper.text_codes[int(code or 0)]] = str(text)
    return found


def _incomplete(paper, answers, subject):
    marks, texts = answers.marks[subject], answers.texts.get(subject, {})
    return any(
        not (texts if item.written else marks).get(item.code) for item in paper.items if item.needed
    )
