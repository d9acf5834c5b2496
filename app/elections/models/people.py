"""Who stands in an election, who is left out of the count, who watches the vote."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base
from app.core.errors import explain
from app.core.types import Code
from app.elections.models.elections import Election, OfElection
from app.people.models import Person
from app.rules.base import Labelled
from app.rules.elections.nominating import Exclusion
from app.rules.organizations import PostKind


class Duty(Labelled):
    SCRUTINEER = "scrutineer", "监票人"
    TELLER = "teller", "计票人"


class Named(OfElection):
    @property
    def audit_label(self) -> str:
        return self.person.name


class Candidate(Named, Base):
    """Somebody who stands for a post, nominated or (`written_in`) named on ballots and elected;
    `duty` is what the new committee gave a member to do."""

    __tablename__ = "election_candidate"
    __table_args__ = (UniqueConstraint("election_id", "post", "person_id"),)
    audit_name = "候选人"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post: Mapped[PostKind] = mapped_column(Code(PostKind))
    position: Mapped[int]
    written_in: Mapped[bool] = mapped_column(default=False)
    duty: Mapped[str] = mapped_column(String(40), default="")

    election: Mapped[Election] = relationship(back_populates="candidates", innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)


class LeftOut(Named, Base):
    """Somebody proposed not to be counted in 应到会; it takes the superior's consent and the
    assembly's decision (EL-08)."""

    __tablename__ = "election_left_out"
    __table_args__ = (UniqueConstraint("election_id", "person_id"),)
    audit_name = "不计入应到会"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[Exclusion] = mapped_column(Code(Exclusion))
    note: Mapped[str] = mapped_column(String(100), default="")
    consented_on: Mapped[date | None]
    decided_on: Mapped[date | None]

    election: Mapped[Election] = relationship(back_populates="left_out", innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)

    @property
    def why(self) -> str:
        return self.note if self.kind is Exclusion.OTHER else self.kind.label

    @property
    def holds(self) -> bool:
        return self.consented_on is not None and self.decided_on is not None


class Teller(Named, Base):
    __tablename__ = "election_teller"
    __table_args__ = (UniqueConstraint("election_id", "person_id"),)
    audit_name = "监票计票人员"

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Duty] = mapped_column(Code(Duty))

    election: Mapped[Election] = relationship(back_populates="tellers", innerjoin=True)
    person: Mapped[Person] = relationship(innerjoin=True)


explain("uq_election_left_out_election_id", "person_id", "这名党员已经在名单里。")
explain("uq_election_teller_election_id", "person_id", "这个人已经担任监票人或者计票人。")
