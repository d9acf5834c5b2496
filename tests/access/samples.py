"""One object of each kind, all in the branch `here`: what the addresses of routes point to."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from app.access.policy import Can
from app.access.scope import EVERYTHING, Scope
from app.accounts import passwords
from app.accounts.models import Invitation
from app.activities import actions as activities
from app.affairs import actions as affairs
from app.affairs import receiving
from app.analysis import actions as analysis
from app.core import clock, proofs, uploads
from app.core.db import db
from app.core.uploads import Upload
from app.debriefs.assessment import actions as assessments
from app.debriefs.assessment import queries as assessment_queries
from app.debriefs.models import Debrief, PromiseList
from app.debriefs.rounds import actions as rounds
from app.development.courses import actions as courses
from app.development.models import (
    FileHelper,
    FileNotice,
    FileReview,
    Opinion,
    Request,
    StepTaken,
)
from app.development.models.courses import CourseKind, CourseLevel
from app.elections.actions import asking, nominating
from app.elections.models import Method
from app.evaluations import actions as evaluations
from app.findings import actions as findings
from app.findings import keeping
from app.findings.demands import actions as demands
from app.findings.demands.records import Record
from app.findings.models import AnswerKind
from app.funds import budgeting
from app.funds.models import VoucherFile
from app.jobs import actions as jobs
from app.meetings import actions as meetings
from app.meetings import people
from app.meetings.attendance import AttendanceCode, Mark
from app.meetings.study import actions as study
from app.meetings.talks import actions as talks
from app.meetings.talks.models import Occasion
from app.members.importing import actions as importing
from app.members.life import actions as life
from app.members.proposals import actions as proposals
from app.members.transfers import actions as transfers
from app.organizations.models import Post
from app.papers import actions as papers
from app.papers.models import PaperTemplate
from app.papers.registry import forms
from app.papers.starter import starter
from app.rectification import actions as rectification
from app.rectification.models import Source
from app.rules.activities import ActivityKind
from app.rules.assessment import Evidence, Result, Subject
from app.rules.dates import PartialDate
from app.rules.elections.nominating import Exclusion
from app.rules.elections.terms import Subject as Asked
from app.rules.life import EventKind
from app.rules.meetings import MeetingKind
from app.rules.rectification import SourceKind
from app.rules.venues import Outcome
from app.structure import actions as structure
from app.venues import actions as venues
from tests.development import made as files
from tests.development.history import made as history
from tests.dues import made as dues
from tests.elections import made as elections
from tests.funds import made as funds
from tests.meetings import made as life_made
from tests.meetings.made import meeting
from tests.members.roster import files as roster
from tests.pledges import made as pledges
from tests.training import made as training
from tests.venues import made as venues_made


def build(world) -> dict:
    """{name of a route's argument: the sample's value}."""
    now = datetime.now(UTC)
    db.session.add(
        Invitation(
            token_hash=passwords.token_hash("sample-token"),
            person_id=world.people["李喆昇"].id,
            made_at=now,
            expires_at=now + timedelta(days=99_999),
        )
    )
    db.session.commit()
    return {
        "organization_id": world.here.id,
        "post_id": db.session.scalar(
            select(Post.id).where(Post.organization_id == world.here.id).limit(1)
        ),
        "account_id": world.accounts["member"].id,
        "member_id": world.members["李喆昇"].id,
        **_debrief(world),
        **_meeting(world),
        **_import(world),
        "history_id": history.started(world.here, history.sheet(history.whole("李喆昇"))),
        "campaign_id": _campaign(world),
        "group": "g1",
        **_papers(world),
        **_development(world),
        **_life(world),
        "course_id": _course(world),
        "act_id": _act(world),
        **_election(world),
        **_followed(world),
        **_affairs(world),
        **_pledge(world),
        **_venues(world),
        "activity_id": _activity(world),
        **_dues(world),
        **_funds(world),
        **_training(world),
        "token": "sample-token",
        "rule_id": "DEV-L1",
        **_findings(world),
    }


def _affairs(world):
    """A signed opinion, a reception day and who came."""
    people = world.people
    raised = affairs.raise_signed(world.here, people["欧阳懿"], subject="活动室", text="周末开门。")
    about = affairs.raise_signed(
        world.here, people["欧阳懿"], subject="书记", text="会上让大家说完。", above=world.college
    )
    day = receiving.announce(
        world.here, held_on=clock.today(), started_at=time(15), ended_at=None, place="204",
        receiver=people["周敏"],
    )  # fmt: skip
    visit = receiving.note(day, visitor="", people=1, matter="停车难", said="")
    db.session.commit()
    return {
        "raised_id": raised.id,
        "above_id": about.id,
        "step": "assign",
        "reception_id": day.id,
        "visit_id": visit.id,
    }


def _activity(world):
    """An activity of the branch without room or money."""
    everybody = people.of_branch(
        Scope(frozenset({"/"})), world.here, MeetingKind.THEME_DAY, clock.today(), None
    )
    made = activities.organize(
        world.here, ActivityKind.STUDY, people=everybody, chosen=everybody, hours=None, venue=None,
        money=None, by=world.accounts["secretary"], title="参观", place="校史馆", agenda="参观",
        held_on=clock.today() + timedelta(days=4), started_at=time(14), ended_at=time(16),
        remark="",
    )  # fmt: skip
    db.session.commit()
    return made.id


def _venues(world):
    """A room with a picture, a booking, somebody in line, and a check."""
    venue = venues_made.room(world)
    first = venues_made.booked(world, venue)
    asked = venues.Asked("主题党日", 10)
    row = venues.wait(venue, world.here, None, first.day, first.span, asked)
    check = venues.inspect(
        world.here, venue, checked_on=clock.today(), checked_by="吴赟", outcome=Outcome.FINE,
        problem="", person=None, responsible="", due_on=None,
    )  # fmt: skip
    photo = venues.add_photo(venue, Upload("门口.png", "image/png", b"x"), 0)
    db.session.commit()
    return {
        "venue_id": venue.id, "booking_id": first.id, "waiting_id": row.id, "check_id": check.id,
        "photo_id": photo.id,
    }  # fmt: skip


def _findings(world):
    """Help asked for, and a returned record."""
    subject = "meetings/assembly/2026-Q4"
    [asked] = [
        one
        for one in keeping.fresh([world.here], clock.today())[world.here.id]
        if one.subject == subject
    ]
    answer = findings.answer(world.here, asked, AnswerKind.HELP, reason="场地紧张。")
    record = Record("meetings/0", world.here, "支委会", "/meetings/", ("日期",))
    demand = demands.send_back(world.college, record, field="日期", reason="日期不对。")
    db.session.commit()
    return {"answer_id": answer.id, "demand_id": demand.id}


def _life(world):
    floats, leaves, asks = (world.members[name] for name in ("李喆昇", "王毛方", "张淼燊"))
    event = life.record(
        floats, EventKind.FLOATING, PartialDate(2026, 3, 1), until=PartialDate(2027, 3, 1)
    )
    transfer = transfers.ask_for_letter(leaves, "外省某县教育局机关党委", world.college)
    proposal = proposals.propose(asks, "phone", "13900000009", "换了号码")
    db.session.commit()
    return {
        "event_id": event.id, "transfer_id": transfer.id, "proposal_id": proposal.id,
        "field": "phone",
    }  # fmt: skip


def _development(world):
    """A file in which the talk comes next, with one of everything that may lie in one."""
    file, today = files.opened(world), clock.today()
    on = PartialDate.of(today)
    talk = StepTaken(file=file, step=2, taken_on=on, recorded_at=clock.now())
    helper = FileHelper(file=file, role="contact", person=world.people["韩志远"], name="韩志远")
    review = FileReview(file=file, kind="activist", reviewed_on=on)
    notice = FileNotice(file=file, kind="prospect", posted_on=today, until_on=today, place="校园")
    opinion = Opinion(notice=notice, received_on=today, content="好。")
    request = Request(file=file, step=4, organization=world.college, submitted_on=today,
                      submitted_at=clock.now())  # fmt: skip
    made = {
        "file_id": file, "step_id": talk, "helper_id": helper, "review_id": review,
        "notice_id": notice, "opinion_id": opinion, "request_id": request,
    }  # fmt: skip
    db.session.add_all(made.values())
    db.session.commit()
    numbers = {name: row.id for name, row in made.items()}
    return numbers | {"step_number": 5, "paper_code": "talk_record"}


def _course(world):
    course = courses.hold(
        world.college, name="培训班", kind=CourseKind.PROSPECT, level=CourseLevel.COLLEGE,
        started_on=clock.today(), ended_on=clock.today(), hours=24,
    )  # fmt: skip
    db.session.commit()
    return course.id


def _act(world):
    act = structure.rename(
        world.here, world.here.name + "（新）", done_on=clock.today(), basis="党委会议"
    )
    db.session.commit()
    return act.id


def _election(world):
    """Candidates agreed to, somebody to be left out, an open round in the portal's box."""
    election = elections.nominated(world)
    row = nominating.leave_out(election, world.people["王毛方"], Exclusion.RETIRED, "")
    asking.nominees(election, asked_on=clock.today(), number="")
    elections.agree(election, Asked.CANDIDATES)
    nominating.publish(election, clock.today())
    elections.watch(world, election)
    voted = elections.opened(world, election, method=Method.BOX)
    return {
        "election_id": election.id, "round_id": voted.id, "left_out_id": row.id,
        "election_paper": "method", "post": "committee_member", "about": "plan",
    }  # fmt: skip


def _debrief(world):
    """A report under way in a round, and an assessment whose result met an objection."""
    today, secretary = clock.today(), world.people["周敏"]
    debrief = Debrief(
        organization=world.here, person=secretary, year=2026, promise_list=PromiseList()
    )
    held = rounds.hold(
        world.college, 2026, submit_by=today, feedback_by=today, minutes=10, comment_minutes=3
    )
    made = assessments.set_up(
        world.college, 2026, Subject.CADRE, [assessment_queries.Candidate(world.here, secretary)],
        [("述职评议", 100, Evidence.DEBRIEF)],
    )  # fmt: skip
    [entry] = assessment_queries.entries(EVERYTHING, made)
    assessments.mark(
        entry, {made.items[0].id: 90.0}, grade=Result.COMPETENT, remark="", overall=None
    )
    assessments.show(made, [entry], {}, until=today)
    objection = assessments.object_to(entry, text="请复核。", by="周敏")
    held.published_on = today
    db.session.add(debrief)
    db.session.commit()
    return {
        "debrief_id": debrief.id, "debrief_round_id": held.id, "assessment_id": made.id,
        "entry_id": entry.id, "objection_id": objection.id,
    }  # fmt: skip


def _meeting(world):
    made = meeting(world)
    attached = meetings.attach(made, [uploads.check("通知.pdf", b"%PDF-1.7")])
    db.session.commit()
    missed = meeting(
        world, MeetingKind.THEME_DAY, title="主题党日",
        attendance={world.people["周敏"].id: life_made.PRESENT,
                    world.people["李喆昇"].id: Mark(AttendanceCode.SICK)},
    )  # fmt: skip
    caught_up = study.record(
        missed, [world.people["李喆昇"].id], made_up_on=clock.today(), how="自学"
    )
    record = life_made.shared_record(world)
    db.session.commit()
    return {
        "meeting_id": made.id,
        "attachment_id": attached[0].id,
        "make_up_id": caught_up[0].id,
        "break_id": life_made.summer(world).id,
        "call_id": life_made.call(world).id,
        "record_id": record.id,
        "item_number": 1,
    }


def _followed(world):
    """An item, a talk, and a round in which somebody handed in a check."""
    secretary, member = world.people["周敏"], world.people["欧阳懿"]
    item = rectification.raise_item(
        world.here, source=Source(SourceKind.OWN, None, ""), problem="会议记录不及时",
        due_on=clock.today(), person=member,
    )  # fmt: skip
    [talk] = talks.log(
        world.here, secretary, [member], talked_on=clock.today(), occasion=Occasion.USUAL
    )
    opened = analysis.open_round(world.here, 2026, clock.today())
    analysis.write(opened, None, member, {"problems": "理论学习不系统"})
    db.session.commit()
    return {
        "item_id": item.id, "talk_id": talk.id, "round_id": opened.id, "person_id": member.id,
    }  # fmt: skip


def _pledge(world):
    """The branch's own pledge, evaluated: with a matter and an opinion to be fed back."""
    made = pledges.published(world, None)
    pledges.evaluated(made)
    db.session.commit()
    return {
        "pledge_id": made.id, "matter_id": made.matters[0].id, "feedback_id": made.feedback[0].id,
    }  # fmt: skip


def _dues(world):
    """A base and a payment of somebody in the branch."""
    dues.fixed(world, "李喆昇")
    [payment] = dues.paid(world, "李喆昇", [dues.NOVEMBER])
    made = {
        "payment_id": payment,
        "reduction_id": dues.reduced(world, "李喆昇", 12, 12),
        "dues_request_id": dues.asked(world),
        "dues_entry_id": dues.moved(world.here),
        "gift_id": dues.gift(world),
        "dues_import_id": dues.imported(world),
    }
    return {name: row.id for name, row in made.items()}


def _funds(world):
    """A budget with an adjustment that waits, and a request paid with a file of its voucher."""
    made = funds.budget(world)
    asked = funds.approved(world, funds.line(made))
    entry = funds.paid(world, asked, 100, files=[uploads.check("发票.pdf", b"%PDF-1.7")])
    change = budgeting.adjust(made, made.lines[0], after=600_000, reason="增加活动", by=None)
    db.session.commit()
    return {
        "fund_budget_id": made.id, "fund_request_id": asked.id, "fund_entry_id": entry.id,
        "adjustment_id": change.id, "book": "work",
        "voucher_file_id": db.session.scalar(select(VoucherFile.id)),
    }  # fmt: skip


def _training(world):
    """A branch's own class with a place in it, hours earned outside and a file of them."""
    made = training.announced(world, kind="rotation", host=world.here, title="党员轮训班")
    [place] = training.enrolled(world, made, "李喆昇")
    outside = training.outside(world, "李喆昇")
    imported = training.imported(world)
    db.session.commit()
    return {
        "class_id": made.id, "place_id": place.id, "outside_id": outside.id,
        "hours_import_id": imported.id, "code": proofs.code_of("training", place.id),
    }  # fmt: skip


def _import(world):
    content = roster.workbook([roster.HEADINGS, roster.person()])
    imported = importing.read(world.here, content, "名册.xlsx")
    return {"import_id": importing.start(imported), "row_number": 2}


def _papers(world):
    template_id = papers.keep(
        Scope(frozenset({"/"})), world.here, "member_card", filename="采集表.docx",
        data=starter(forms()["member_card"]), used=("姓名",), by=world.accounts["secretary"],
    )  # fmt: skip
    papers.activate(db.session.get(PaperTemplate, template_id))
    job = jobs.start(
        "papers", "采集表", {}, account=world.accounts["secretary"], needs=Can.MEMBERS_VIEW
    )
    db.session.commit()
    return {"form_id": "member_card", "template_id": template_id, "job_id": job.id}


def _campaign(world):
    today = clock.today()
    [campaign] = evaluations.prepare(
        [world.here], kind="member_review", year=2026, title="", minimum=5,
        opens_on=today, closes_on=today + timedelta(days=7),
    )  # fmt: skip
    evaluations.open_campaign(campaign, today)
    db.session.commit()
    return campaign.id
