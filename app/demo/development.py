"""Development files for the demo world: people at every step, some late, a few files wrong."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta

from app.access.scope import Scope
from app.core import clock
from app.core.db import db
from app.demo.stands import ELSEWHERE, STANDS, Stand
from app.development.actions import notices, requests, reviews, steps, supporters
from app.development.models import (
    File,
    FileHelper,
    FileNotice,
    FilePaper,
    FileReview,
    StepTaken,
)
from app.meetings import actions as meetings
from app.meetings import people
from app.meetings.attendance import AttendanceCode, Mark, tally
from app.meetings.filled import PROPOSALS
from app.members.life import actions as life
from app.rules.dates import PartialDate
from app.rules.development.case import HelperRole, NoticeKind, Organ, ReviewKind, Votes
from app.rules.development.steps import STEPS, Step
from app.rules.meetings import MeetingKind
from app.rules.votes import Matter

S = Step
AFTER = {
    S.APPLY: 0, S.TALK: 12, S.ACTIVIST: 188, S.ACTIVIST_FILED: 196, S.CONTACTS: 199,
    S.PROSPECT: 562, S.PROSPECT_LISTED: 588, S.INTRODUCERS: 590, S.POLITICAL_REVIEW: 612,
    S.COURSE: 616, S.EXAMINED: 624, S.PREREVIEW: 636, S.BOOKLET: 640, S.ACCEPTED: 653,
    S.SUPERIOR_TALK: 665, S.APPROVED: 678, S.APPROVAL_FILED: 684, S.ASSIGNED: 681, S.OATH: 697,
    S.CONFIRMATION_ASKED: 1020, S.CONFIRMATION_VOTED: 1030, S.CONFIRMATION_APPROVED: 1050,
}  # fmt: skip
"""On which day after the application a step is taken where all goes well."""
VOTED = {
    S.ACTIVIST: (MeetingKind.COMMITTEE, Matter.ACTIVIST),
    S.PROSPECT: (MeetingKind.COMMITTEE, Matter.PROSPECT),
    S.EXAMINED: (MeetingKind.COMMITTEE, Matter.EXAMINE),
    S.ACCEPTED: (MeetingKind.ASSEMBLY, Matter.ACCEPT),
    S.CONFIRMATION_VOTED: (MeetingKind.ASSEMBLY, Matter.CONFIRM),
}
PAPERS = {
    S.TALK: ["talk_record"], S.ACTIVIST: ["recommendation", "activist_minutes"],
    S.CONTACTS: ["activist_record"], S.POLITICAL_REVIEW: ["review_report"],
    S.COURSE: ["course_certificate"], S.BOOKLET: ["booklet"], S.ACCEPTED: ["vote_summary"],
    S.APPROVED: ["approval_reply"], S.OATH: ["oath_record", "probationary_record"],
}  # fmt: skip
SEEN = [
    "能按时参加支部学习和志愿服务，主动汇报思想。", "理论学习有进步，联系实际还可以更深入。",
    "业务骨干作用明显，群众反映好。", "参加社区科普宣讲两次，积极承担会务。",
]  # fmt: skip


class Files:
    """The files of one branch; `members` are those who are not full members."""

    def __init__(self, chance, branch, full, officers, today):
        self.chance, self.branch, self.today = chance, branch, today
        self.full, self.officers = full, officers
        self.scope = Scope(frozenset({branch.path}))

    def write(self, code: str, members: list) -> None:
        """Through the portal's own acts where the demo's logins look, elsewhere as rows."""
        if code in STANDS:
            for member, stand in zip(members, STANDS[code], strict=True):
                self._bring(member, stand)
            return
        for member in members:
            self._copy(member, self.chance.choice(ELSEWHERE))

    def _bring(self, member, stand: Stand):
        start = self.today - timedelta(AFTER[stand.step] + stand.days)
        file = None
        for step, on in self._days(start, stand.step):
            with clock.travel(on, hour=16):
                if file is None:
                    file = steps.open_file(member, applied_on=PartialDate.of(on))
                else:
                    self._take(file, step, on)
        db.session.add_all(self._papers(file, start, stand.step))
        self._review(file, start, stand)
        self._ask(file, stand)
        if stand.spoiled:
            self._spoil(file)

    def _days(self, start: date, until: Step) -> Iterator[tuple[Step, date]]:
        """Steps with their days in the order they happen; nothing on a weekend."""
        for step in sorted(AFTER, key=AFTER.get):
            if AFTER[step] > AFTER[until]:
                return
            on = start + timedelta(AFTER[step])
            yield step, min(on + timedelta({6: 2, 7: 1}.get(on.isoweekday(), 0)), self.today)

    def _take(self, file: File, step: Step, on: date):
        if step in VOTED and self._holds_meetings(on, step):
            return self._meet(file, step, on)
        known = PartialDate.of(on)
        if step in {S.CONTACTS, S.INTRODUCERS}:
            role = HelperRole.CONTACT if step is S.CONTACTS else HelperRole.INTRODUCER
            return supporters.name(file, role, self._helpers(on), on=known)
        if step is S.PROSPECT_LISTED:
            notices.post(file, NoticeKind.PROSPECT, **self._hung(on))
        return steps.record(file, step, on=known, **self._facts(step, on))

    def _facts(self, step, on) -> dict:
        head = self.officers[0].name
        facts = {
            S.TALK: {
                "done_by": head,
                "content": "了解入党动机和家庭情况，说明要求。",
            },
            S.PROSPECT_LISTED: {"agreed_on": PartialDate.of(on - timedelta(18))},
            S.POLITICAL_REVIEW: {"done_by": self._two_names(on), "content": "政治审查合格。"},
            S.COURSE: {"until_on": PartialDate.of(on + timedelta(2)), "days": 3, "hours": 24},
            S.SUPERIOR_TALK: {"done_by": "许静云", "content": "对党的认识正确，同意提交党委会。"},
            S.OATH: {"place": "党员活动室"},
        }.get(step, {})
        if STEPS[step].actor.value == "superior" and step is not S.COURSE:
            facts = facts | {"organ": Organ.COMMITTEE}
        if step in {S.APPROVED, S.CONFIRMATION_APPROVED}:
            facts = facts | {"number": f"星科委组〔{on.year}〕{self.chance.randint(3, 60)}号"}
        if step in VOTED:  # the branch was too small or too young then: on paper only
            voters = len(self.full)
            facts = facts | {"votes": Votes(voters, voters, voters, secret=True)}
            facts |= {"organ": Organ.ASSEMBLY}
        return facts

    def _holds_meetings(self, on, step):
        return on >= self.branch.since and (
            VOTED[step][0] is MeetingKind.ASSEMBLY or len(self.officers) > 1
        )

    def _meet(self, file, step, on):
        kind, matter = VOTED[step]
        present = people.of_branch(self.scope, self.branch, kind, on, None)
        marks = {one.id: Mark(AttendanceCode.PRESENT) for one in present.values() if one.expected}
        counts = tally(marks, present)
        item = {
            "title": f"{PROPOSALS[matter]}：{file.member.name}",
            "discussion": "介绍情况后逐一发表意见。", "resolution": f"同意{file.member.name}同志。",
            "matter": matter.value, "subject_id": file.member.person_id, "secret": True,
            "yes": counts.voters_present,
        }  # fmt: skip
        head, second = self.officers[0], self.officers[-1]
        meetings.submit(
            self.branch, kind, title=f"{on.year}年{on.month}月{kind.label}（{file.member.name}）",
            held_on=on, place="党员活动室", chair_id=head.person_id, recorder_id=second.person_id,
            attendance=marks, items=[item],
        )  # fmt: skip

    def _hung(self, on) -> dict:
        """A notice long enough for any holiday before the day of being listed."""
        posted = on - timedelta(17)
        return {
            "posted_on": posted,
            "until_on": max(notices.usual_end(posted).last, on - timedelta(2)),
            "place": "学院一楼公告栏",
            "receiver": self.officers[-1].name,
            "contact": "8801 2026",
        }

    def _review(self, file, start, stand):
        for kind, day in self._review_days(stand):
            on = start + timedelta(day)
            with clock.travel(on, hour=17):
                reviews.add(file, kind, **self._seen(on))

    def _review_days(self, stand) -> Iterator[tuple[ReviewKind, int]]:
        """A 考察 every half year as an activist, and every quarter of probation."""
        now = AFTER[stand.step] + stand.days
        begun, until = AFTER[S.ACTIVIST], min(AFTER[S.PROSPECT], now)
        if stand.step >= S.CONTACTS and not stand.idle:
            yield from ((ReviewKind.ACTIVIST, day) for day in range(begun + 176, until, 176))
        if stand.step >= S.APPROVED:
            begun = AFTER[S.ACCEPTED]
            until = min(begun + 360, now)
            yield from ((ReviewKind.PROBATIONARY, day) for day in range(begun + 88, until, 88))

    def _seen(self, on) -> dict:
        return {
            "reviewed_on": PartialDate.of(on),
            "content": self.chance.choice(SEEN),
            "contact_opinion": "表现良好，继续培养。",
            "branch_opinion": "同意联系人意见。",
            "done_by": self._two_names(on),
        }

    def _ask(self, file, stand):
        """What the superior has to do next waits there since the day after."""
        following = {
            S.ACTIVIST: S.ACTIVIST_FILED, S.PROSPECT: S.PROSPECT_LISTED,
            S.EXAMINED: S.PREREVIEW, S.ACCEPTED: S.SUPERIOR_TALK,
            S.CONFIRMATION_VOTED: S.CONFIRMATION_APPROVED,
        }.get(stand.step)  # fmt: skip
        if following:
            with clock.travel(self.today - timedelta(max(stand.days - 3, 1)), hour=11):
                requests.submit_request(file, following)

    def _papers(self, file, start, until):
        """In an open file nobody is asked what lies in it, so these are plain rows."""
        return [
            FilePaper(file=file, code=code, received_on=on)
            for step, on in self._days(start, until)
            for code in PAPERS.get(step, ())
        ]

    def _copy(self, member, stand: Stand):
        """A file entered some day from paper: the same steps, nobody asked."""
        start = self.today - timedelta(AFTER[stand.step] + stand.days)
        file = File(member=member, opened_on=start, touched_at=clock.now())
        handed_in = FilePaper(file=file, code="application", received_on=start)
        db.session.add_all([file, handed_in, *self._papers(file, start, stand.step)])
        days = dict(self._days(start, stand.step))
        for step, on in days.items():
            facts, known = self._facts(step, on), PartialDate.of(on)
            votes = facts.pop("votes", None)
            taken = StepTaken(
                file=file, step=step, taken_on=known, recorded_at=clock.now(), **facts,
                **(asdict(votes) if votes else {}),
            )  # fmt: skip
            db.session.add_all([taken, *self._beside(file, step, on)])
            if STEPS[step].makes:
                reached = days[S.ACCEPTED] if step is S.APPROVED else on
                life.advance(member, STEPS[step].makes, PartialDate.of(reached))
        for kind, day in self._review_days(stand):
            on = start + timedelta(day)
            db.session.add(FileReview(file=file, kind=kind, **self._seen(on)))

    def _beside(self, file, step, on):
        roles = {S.CONTACTS: HelperRole.CONTACT, S.INTRODUCERS: HelperRole.INTRODUCER}
        if step in roles:
            return [
                FileHelper(file=file, role=roles[step], person=person, name=person.name,
                           since_on=PartialDate.of(on))
                for person in self._helpers(on)
            ]  # fmt: skip
        if step is S.PROSPECT_LISTED:
            return [FileNotice(file=file, kind=NoticeKind.PROSPECT, **self._hung(on))]
        return []

    def _spoil(self, file):
        """As it stands on the old paper: nobody asked the rules when it was written."""
        talked = next(s for s in db.session.scalars(_steps(file)) if s.about is S.TALK)
        applied = next(s for s in db.session.scalars(_steps(file)) if s.about is S.APPLY)
        talked.taken_on = PartialDate.of(applied.taken_on.earliest + timedelta(63))
        for notice in db.session.scalars(_notices(file)):
            notice.until_on = notice.posted_on + timedelta(3)
        db.session.flush()

    def _helpers(self, on):
        """Two who were full members by then, the secretary left out where that leaves enough."""
        pool = [m for m in self.full if m.confirmed_on.latest <= on]
        rest = [m for m in pool if m is not self.officers[0]]
        return [m.person for m in self.chance.sample(rest if len(rest) > 1 else pool, 2)]

    def _two_names(self, on):
        return "、".join(person.name for person in self._helpers(on))


def _steps(file):
    return db.select(StepTaken).where(StepTaken.file_id == file.id)


def _notices(file):
    return db.select(FileNotice).where(FileNotice.file_id == file.id)
