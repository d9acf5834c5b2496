"""Papers of stage 3, 发展对象: notice, political review and training, as they are printed."""

from dataclasses import dataclass
from datetime import date

from app.development.sheets.parts import NOBODY, UNSAID, Opinion, Person, Relative


@dataclass(frozen=True)
class Candidate:
    """One person of a notice; no more about anybody than a notice board may say."""

    name: str
    sex: str = ""
    ethnicity: str = ""
    born: date | str = ""
    education: str = ""
    work: str = ""
    applied: date | str = ""
    activist_since: date | str = ""


@dataclass(frozen=True)
class PublicNotice:
    """公示, one page for the notice board. `subject` is what is announced; `working_days` stays
    None until the year's holidays are known; `elsewhere` names the other place of a floating
    person's notice."""

    organization: str
    candidates: tuple[Candidate, ...]
    subject: str = "拟列为发展对象"
    first: date | str = ""
    last: date | str = ""
    working_days: int | None = None
    receiver: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    elsewhere: str = ""
    posted: date | str = ""


@dataclass(frozen=True)
class Remark:
    """An opinion received during a notice. Who gave it is never printed: `way` says how it came
    and whether it was signed, 来信（署名）."""

    day: date | str
    way: str
    what: str
    settled: str = ""


@dataclass(frozen=True)
class NoticeRecord:
    """公示情况登记表 of one person. `remarks` None: not yet known; an empty tuple: none came."""

    organization: str = ""
    person: Person = NOBODY
    subject: str = "拟列为发展对象"
    places: tuple[str, ...] = ()
    first: date | str = ""
    last: date | str = ""
    working_days: int | None = None
    receiver: str = ""
    phone: str = ""
    remarks: tuple[Remark, ...] | None = None
    result: Opinion = UNSAID
    superior: Opinion = UNSAID
    filled: date | str = ""


@dataclass(frozen=True)
class ReviewSubject:
    """Somebody the letter asks about; `relation` to the person under review, such as 父亲."""

    name: str
    relation: str
    born: date | str = ""
    work: str = ""


@dataclass(frozen=True)
class ReviewLetter:
    """政治审查函 and, on a page of its own, the 回函 the answering unit fills in."""

    organization: str
    recipient: str
    name: str
    subjects: tuple[ReviewSubject, ...]
    number: str = ""
    reply_by: date | str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    day: date | str = ""


@dataclass(frozen=True)
class ReviewReport:
    """政治审查综合报告: the person, and four contents – ① 简历 and relatives, ② questions that came
    up, ③ results of inquiry, ④ conclusion; two or more full members investigated."""

    organization: str
    person: Person
    resume: tuple[str, ...] = ()
    relatives: tuple[Relative, ...] = ()
    questions: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    investigators: tuple[str, ...] = ()
    day: date | str = ""


@dataclass(frozen=True)
class CourseCertificate:
    """发展对象短期集中培训证明. `mode` such as 线下; days or hours alone will do."""

    name: str
    organization: str
    organizer: str = ""
    course: str = "发展对象短期集中培训"
    first: date | str = ""
    last: date | str = ""
    days: int | None = None
    hours: int | None = None
    mode: str = ""
    subjects: tuple[str, ...] = ()
    result: str = ""
    number: str = ""
    day: date | str = ""
