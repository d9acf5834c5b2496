"""The table of people; what they are in the Party is told by posts and members above."""

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.core import keys
from app.core.audit import Audited
from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code, Encrypted, Partial
from app.people.sorting import initials_of, pinyin_of, stroke_key
from app.rules.dates import PartialDate
from app.rules.identity import mask
from app.rules.members import Gender


class Person(Audited, Base):
    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("id_number_mark"),
        Index("ix_person_name", "name"),
        Index("ix_person_initials", "initials"),
    )
    audit_name = "人员"
    audit_secret = frozenset({"id_number_mark", "pinyin", "initials", "strokes"})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    pinyin: Mapped[str] = mapped_column(String(200), default="")
    initials: Mapped[str] = mapped_column(String(60), default="")
    strokes: Mapped[str] = mapped_column(String(400), default="")
    gender: Mapped[Gender | None] = mapped_column(Code(Gender))
    ethnicity: Mapped[str] = mapped_column(String(20), default="")
    birth: Mapped[PartialDate | None] = mapped_column(Partial)
    id_number: Mapped[str | None] = mapped_column(Encrypted)
    id_number_mark: Mapped[str | None] = mapped_column(String(64))
    phone: Mapped[str] = mapped_column(String(30), default="")
    native_place: Mapped[str] = mapped_column(String(60), default="")
    education: Mapped[str] = mapped_column(String(40), default="")
    degree: Mapped[str] = mapped_column(String(40), default="")
    job: Mapped[str] = mapped_column(String(100), default="")
    title: Mapped[str] = mapped_column(String(60), default="")
    number: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @validates("name")
    def _keep_sort_keys(self, _key, name):
        self.pinyin, self.initials = pinyin_of(name), initials_of(name)
        self.strokes = stroke_key(name)
        return name

    @validates("id_number")
    def _keep_mark(self, _key, number):
        self.id_number_mark = keys.fingerprint(number) if number else None
        return number or None

    @property
    def masked_id_number(self) -> str:
        return mask(self.id_number) if self.id_number else ""


explain("uq_person_id_number_mark", "id_number", "这个身份证号已登记在另一个人名下，请核对。")
