"""What may stand on a ballot, as plain data: read from a form, packed for sealing, unpacked.

Subjects, items and marks are texts without meaning here. No message repeats what was typed.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from hashlib import sha256

from app.core.forms import clean_text

TEXT = "text"
_BLANK = "-"
_BYTES_A_CHARACTER = 4  # the longest in UTF-8; JSON's escapes of cleaned text are shorter
_ROUNDING = 1024


@dataclass(frozen=True)
class Item:
    """One question asked about every subject; its answer is one of `marks`."""

    code: str
    marks: tuple[str, ...]
    needed: bool


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
        named = [text for text in answers.texts.values() if text]
        picks = marks.count(self.mark) + len(named)
        if picks > self.most:
            return f"选了 {picks} 人，最多选 {self.most} 人，请减少后再交。"
        return "同一个人只能另选一次。" if len(set(named)) < len(named) else ""

    def refused_at(self, answers: "Answers") -> list[str]:
        """The subjects with somebody else named beside the wrong mark."""
        return [
            subject
            for subject, text in answers.texts.items()
            if text and self.text_with not in answers.marks.get(subject, {}).values()
        ]


@dataclass(frozen=True)
class Questionnaire:
    """Every subject judged on every item, with a remark on each of at most `text_most` characters
    and `texts_most` together. `own_left_out`: a voter who is a subject does not judge himself."""

    subjects: tuple[str, ...]
    items: tuple[Item, ...]
    own_left_out: bool
    text_most: int = 300
    texts_most: int = 3000
    choosing: Choosing | None = None

    @classmethod
    def load(cls, data: dict) -> "Questionnaire":
        """From what `dump` gave."""
        items = tuple(Item(i["code"], tuple(i["marks"]), i["needed"]) for i in data["items"])
        choosing = Choosing(**data["choosing"]) if data.get("choosing") else None
        read = {"subjects": tuple(data["subjects"]), "items": items, "choosing": choosing}
        return cls(**(data | read))

    def dump(self) -> dict:
        """Plain data for a JSON column. What does not elect says nothing of choosing, so that the
        digest of a box opened before there was such a thing stays what it was."""
        items = [{"code": i.code, "marks": i.marks, "needed": i.needed} for i in self.items]
        plain = {f.name: getattr(self, f.name) for f in fields(self)} | {"items": items}
        del plain["choosing"]
        return plain | ({"choosing": asdict(self.choosing)} if self.choosing else {})

    @cached_property
    def digest(self) -> str:
        return sha256(json.dumps(self.dump(), sort_keys=True).encode()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes that hold any ballot of this questionnaire, padding's own byte included."""
        texts = min(len(self.subjects) * self.text_most, self.texts_most)
        bytes_ = (
            200
            + len(self.subjects) * (len(self.items) + len(str(len(self.subjects))) + 8)
            + texts * _BYTES_A_CHARACTER
        )
        return -(-bytes_ // _ROUNDING) * _ROUNDING


@dataclass
class Answers:
    """One ballot in plain: {subject: {item: mark}} and {subject: remark}."""

    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


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
    marks = {item.code: set(item.marks) for item in paper.items}
    reading = Reading(Answers({s: {} for s in subjects}))
    for name, value in fields:
        subject, _, item = name.partition(".")
        given = reading.answers.marks.get(subject)
        if given is None or (item not in marks and item != TEXT):
            reading.form_faults = ["提交的内容不属于这张票，请重新打开页面填写。"]
        elif item == TEXT:
            _read_text(paper, reading, subject, value)
        elif value not in marks[item] or item in given:
            reading.faults[subject] = "请从列出的选项中选一项。"
        else:
            given[item] = value
    needed = [item.code for item in paper.items if item.needed]
    for subject in subjects:
        if any(code not in reading.answers.marks[subject] for code in needed):
            reading.faults.setdefault(subject, "这一位还没有评完，请选一项。")
    if sum(map(len, reading.answers.texts.values())) > paper.texts_most:
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
        _letter(item, answers.marks.get(s, {})) for s in paper.subjects for item in paper.items
    )
    texts = {paper.subjects.index(s): text for s, text in answers.texts.items() if text}
    return json.dumps([paper.digest, marks, texts], ensure_ascii=False).encode()


def unpack(paper: Questionnaire, packed: bytes) -> Answers:
    """The inverse of `pack`; ValueError for anything that is no valid ballot of this paper."""
    try:
        digest, letters, texts = json.loads(packed)
        answers = _spread(paper, letters)
        answers.texts = {paper.subjects[int(n)]: str(text) for n, text in texts.items()}
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("not a ballot") from error
    absent = [s for s in paper.subjects if not answers.marks[s] and not answers.texts.get(s)]
    partial = any(_incomplete(paper, answers.marks[s]) for s in paper.subjects if s not in absent)
    if digest != paper.digest or partial or len(absent) > paper.own_left_out:
        raise ValueError("not a valid ballot of this paper")
    if (choosing := paper.choosing) and (choosing.refused_at(answers) or choosing.fault(answers)):
        raise ValueError("not a valid ballot of this paper")
    return answers


def _read_text(paper, reading, subject, value):
    text = clean_text(value)
    reading.answers.texts[subject] = text
    if len(text) > paper.text_most:
        reading.faults[subject] = f"意见最多 {paper.text_most} 个字，请删减。"


def _read_choice(choosing, reading):
    for subject in choosing.refused_at(reading.answers):
        reading.faults[subject] = "投不赞成票的才能另选他人；赞成、弃权的，请删去另选的姓名。"
    if fault := choosing.fault(reading.answers):
        reading.form_faults.append(fault)


def _letter(item, given):
    return str(item.marks.index(given[item.code])) if item.code in given else _BLANK


def _spread(paper, letters):
    if len(letters) != len(paper.subjects) * len(paper.items):
        raise ValueError("wrong length")
    turn = iter(letters)
    marks = {
        s: {
            item.code: item.marks[int(letter)]
            for item in paper.items
            if (letter := next(turn)) != _BLANK
        }
        for s in paper.subjects
    }
    return Answers(marks)


def _incomplete(paper, given):
    return any(item.needed and item.code not in given for item in paper.items)
