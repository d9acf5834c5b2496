"""What the papers of 发展党员 must say, and must not."""

from dataclasses import fields, replace
from datetime import date

import pytest

from app.development.sheets.accepting import EXAMINED, CommitteeExamination, VoteSlips, resolution
from app.development.sheets.activists import (
    ActivistRecord,
    FilingRoster,
    Recommendation,
    TalkRecord,
)
from app.development.sheets.parts import Vote
from app.development.sheets.probation import (
    ConfirmationReview,
    OathRecord,
    ProbationaryRecord,
)
from app.development.sheets.prospects import NoticeRecord, Remark
from app.home.commands import FORMS
from app.printing.pdf import render_html, render_pdf
from app.rules.votes import Matter
from tests.printing import reading

DAY = date(2026, 11, 20)
VOTE = Vote(due=9, present=8, carried=True, yes=7, no=1, abstain=1, written=1)
BLANK = {
    "talk_record": TalkRecord(),
    "recommendation": Recommendation(),
    "filing_roster": FilingRoster(),
    "activist_record": ActivistRecord(),
    "notice_record": NoticeRecord(),
    "committee_examination": CommitteeExamination(),
    "oath_record": OathRecord(),
    "probationary_record": ProbationaryRecord(),
    "confirmation_review": ConfirmationReview(),
}
SAYS = {
    "talk_record": (
        "2025年3月20日",
        "周敏（支部书记）、李喆（组织委员）",
        "谈话人签名",
        "书记签字",
    ),
    "recommendation": ("☑群团组织推优", "□党员推荐", "32", "30", "没有设立支部委员会"),
    "filing_report": ("中共云山大学计算机学院委员会：", "请予备案", "附件：入党积极分子备案名册"),
    "filing_roster": ("入党积极分子备案名册", "王一鸣", "合计3人"),
    "activist_record": ("第1次考察", "第2次考察", "转接记录", "列为发展对象", "照片"),
    "public_notice": (
        "至2026年10月12日（6个工作日）",
        "曹建华",
        "0000-1234567",
        "王一鸣，男，回族",
    ),
    "notice_record": ("没有收到意见", "6个工作日", "学院楼一楼公告栏"),
    "review_letter": ("〔2026〕3号", "水务局机关党委：", "政治审查回函", "于2026年10月31日前"),
    "review_report": (
        "一、本人简历和家庭主要成员、主要社会关系",
        "二、审查中提出的问题",
        "三、调查结果",
        "四、结论性意见",
        "调查人（正式党员）签名：李喆、韩志远",
    ),
    "course_certificate": ("培训3天、24学时", "考核结果：合格", "编号：2026-017"),
    "committee_examination": ("应到委员5名", "☑合格，报上级党委预审", "□不合格"),
    "prereview_request": ("关于对王一鸣同志进行预审的请示", "请予预审", "发展对象预审名册"),
    "prereview_opinion": ("王一鸣同志预审合格", "《中国共产党入党志愿书》", "于2026年12月12日前"),
    "vote_slips": ("是否同意接收王一鸣同志为中共预备党员", "□不同意", "□弃权", "不记名"),
    "vote_summary": ("应到实到发出收回有效同意不同意弃权", "通过", "监票人陈立", "计票人李喆"),
    "assembly_resolution": ("应到会9名，实到会8名", "同意8票，不同意0票，弃权0票", "支部书记"),
    "approval_request": ("应到会有表决权的党员9名，实到会8名", "妥否，请批示", "附件：1.《中国"),
    "approval_reply": ("计党发〔2026〕15号", "预备期自2026年11月20日起至2027年11月19日止"),
    "oath_record": ("宣誓人（1名）王一鸣", "领誓人韩志远", "2026年12月15日15:00"),
    "probationary_record": ("2026年11月20日至2027年11月19日", "周敏、韩志远", "第2次考察"),
    "confirmation_review": ("☑按期转正", "□延长预备期", "□取消预备党员资格", "群众1212"),
    "process_record": ("一、申请入党", "五、预备党员的教育、考察和转正", "25材料归档"),
    "archive_list": ("★入党申请书", "共20项，缺1项", "有", "缺", "转正前补齐"),
}


@pytest.mark.parametrize("form", SAYS)
def test_a_paper_says_what_matters(printed, form):
    text = reading.text(printed(form, "short"))
    assert [words for words in SAYS[form] if words not in text] == []


@pytest.mark.parametrize("form", BLANK)
def test_a_form_without_facts_has_room_and_no_word_of_the_machine(form):
    html = render_html(form, BLANK[form])
    assert "None" not in html
    assert reading.pages(render_pdf(form, BLANK[form]))


def test_a_resolution_has_its_five_fields_and_no_other(printed):
    html = render_html("assembly_resolution", FORMS["assembly_resolution"]["short"])
    assert html.count("<th>") == 5
    text = reading.text(printed("assembly_resolution", "short"))
    places = [text.index(label) for label in ("主要表现", "党员人数", "表决结果", "通过日期")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("matter", "told"),
    [
        (Matter.ACCEPT, "接收王一鸣同志为中共预备党员"),
        (Matter.CONFIRM, "王一鸣同志转为中共正式党员"),
        (Matter.EXTEND, "延长王一鸣同志预备期6个月"),
        (Matter.CANCEL, "取消王一鸣同志预备党员资格"),
    ],
)
@pytest.mark.parametrize(("carried", "opening"), [(True, "大会决议："), (False, "大会没有通过")])
def test_a_resolution_tells_how_the_assembly_decided(matter, told, carried, opening):
    sheet = resolution(
        organization="教工支部",
        matter=matter,
        name="王一鸣",
        performance=(),
        vote=replace(VOTE, carried=carried),
        held=DAY,
        months=6,
    )
    assert sheet.result[0].endswith("同意7票，不同意1票，弃权1票（其中会前书面意见1票）。")
    assert f"{opening}{told}。" in sheet.result[1]


@pytest.mark.parametrize(("copies", "sides"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_slips_are_eight_a_side(copies, sides):
    sheet = VoteSlips(organization="教工支部", candidates=("王一鸣",), copies=copies)
    pages = reading.pages(render_pdf("vote_slips", sheet))
    assert len(pages) == sides
    assert sum(page.extract_text().count("王一鸣") for page in pages) == copies


def test_a_slip_names_one_candidate_and_each_begins_a_side():
    sheet = VoteSlips(organization="教工支部", candidates=("王一鸣", "沈思远"), copies=3)
    first, second = (page.extract_text() for page in reading.pages(render_pdf("vote_slips", sheet)))
    assert first.count("王一鸣") == second.count("沈思远") == 3
    assert "沈思远" not in first


def test_no_slip_differs_from_another():
    sheet = VoteSlips(organization="教工支部", candidates=("王一鸣",), copies=8)
    slips = render_html("vote_slips", sheet).split("<section>")[1:]
    assert len({slip.partition("</section>")[0] for slip in slips}) == 1


@pytest.mark.parametrize("people", [1, 2, 4, 5, 8, 9, 15])
def test_a_notice_is_one_page_and_keeps_its_last_line(people):
    sample = FORMS["public_notice"]["long"]
    one = replace(sample.candidates[0], name="阿卜杜热西提·阿卜杜克热木")
    sheet = replace(sample, candidates=(one,) * people)
    (page,) = reading.pages(render_pdf("public_notice", sheet))
    assert "2026年9月27日" in "".join(page.extract_text().split())


def test_a_notice_without_a_calendar_counts_no_days():
    sheet = replace(FORMS["public_notice"]["short"], working_days=None)
    assert "工作日" not in render_html("public_notice", sheet)


def test_whoever_gave_an_opinion_has_no_place_on_paper():
    assert {field.name for field in fields(Remark)} == {"day", "way", "what", "settled"}


@pytest.mark.parametrize(
    ("remarks", "told"), [(None, False), ((), True), ((Remark(DAY, "来信", "无"),), False)]
)
def test_no_opinions_is_said_only_when_it_is_known(remarks, told):
    html = render_html("notice_record", NoticeRecord(remarks=remarks))
    assert ("公示期间没有收到意见。" in html) == told


def test_every_relative_asked_about_has_a_reply_of_their_own(printed):
    sides = reading.pages(printed("review_letter", "long"))
    replies = [side.extract_text() for side in sides if "政治审查回函" in side.extract_text()]
    people = [one.name for one in FORMS["review_letter"]["long"].subjects]
    assert [name for name, reply in zip(people, replies, strict=True) if name not in reply] == []


def test_what_the_committee_examines_includes_review_and_training():
    assert {"政治审查", "短期集中培训", "入党介绍人"} <= {one.what for one in EXAMINED}


@pytest.mark.parametrize("name", ["short", "long", "rare"])
@pytest.mark.parametrize("form", ["process_record", "filing_roster", "archive_list"])
def test_the_heading_of_a_list_stands_on_every_side(printed, form, name):
    heading = {"process_record": "责任人", "filing_roster": "申请入党时间", "archive_list": "份数"}
    sides = reading.pages(printed(form, name))
    assert all(heading[form] in side.extract_text() for side in sides)


@pytest.mark.parametrize("form", SAYS)
def test_no_paper_cites_an_article(form):
    html = "".join(render_html(form, sheet) for sheet in FORMS[form].values())
    assert "条" not in html.replace("逐条", "").replace("条件", "")
