"""A branch's yearly 民主评议党员: self-evaluation and vote on a phone, the count, words read,
grades decided and told, papers, and the same prepared for the next year."""

import re
from datetime import date

from tests.journeys.ballots import fill_ballot, press, text_of
from tests.journeys.hand import follow

MEMBER = "欧阳懿"
SAID = "课讲得好，希望多带带年轻教师。"


def vote_on_a_phone(page_as):
    """From the line on the workspace to the number that proves the vote was counted."""
    member = page_as("member", phone=True, expected={409})
    member.goto("/")
    follow(member.get_by_role("link", name="去填写").first)
    own = re.search(r"/evaluations/\d+", member.url)[0]
    assert MEMBER not in "".join(member.locator("main h2").all_inner_texts())
    first = member.locator("section.sheet[id]").first
    first.get_by_text("想说的话").first.click()
    first.locator("textarea").fill(SAID)
    number = fill_ballot(member)
    member.get_by_role("link", name="写自评").click()
    member.get_by_label("自评").first.fill("一年来按时参加组织生活，承担了两门课。")
    member.get_by_role("button", name="保存自评").click()
    member.get_by_text("自评已保存").wait_for()
    member.goto(f"{own}/vote")
    assert "交票" not in member.locator("main").inner_text(), "nobody votes twice"
    return own, number


def stop_and_count(secretary, own):
    secretary.goto(own)
    press(secretary, "停止投票")
    press(secretary, "计票")
    assert "计票完成" in secretary.content()


def read_the_words(secretary, own):
    secretary.goto(f"{own}/words")
    assert SAID in secretary.content()
    for choice in secretary.get_by_label("怎样处理").all():
        choice.select_option(label="只给本人")
    follow(secretary.get_by_role("button", name="保存", exact=True))


def decide_and_tell(secretary, own):
    """Everybody 优秀 is more than a third and takes a reason; then one fewer than that."""
    secretary.goto(f"{own}/grades")
    squares = secretary.locator("fieldset.choice")
    for square in squares.all():
        square.get_by_text("优秀", exact=True).click()
    secretary.get_by_role("button", name="保存", exact=True).click()
    secretary.get_by_text("请写明理由").wait_for()
    for square in squares.all()[2:]:
        square.get_by_text("合格", exact=True).click()
    own_row = secretary.locator("section.sheet").filter(
        has=secretary.get_by_role("heading", name=re.compile(f"^{MEMBER}"))
    )
    own_row.get_by_text("意见和反馈").click()
    own_row.get_by_label("向本人反馈的话").fill("继续发挥骨干作用。")
    secretary.get_by_role("button", name="保存", exact=True).click()
    secretary.get_by_text("已保存。").wait_for()
    press(secretary, "向本人反馈")
    assert "已向本人反馈" in secretary.content()


def test_a_branch_judges_its_members(page_as, server):
    own, number = vote_on_a_phone(page_as)
    secretary = page_as("secretary")
    secretary.goto(f"{own}/vote")
    fill_ballot(secretary)
    server.travel(date(2026, 11, 26))
    stop_and_count(secretary, own)

    secretary.goto(f"{own}/numbers")
    assert number in secretary.content()
    read_the_words(secretary, own)
    decide_and_tell(secretary, own)

    member = page_as("member", phone=True)
    member.goto(f"{own}/mine")
    assert "继续发挥骨干作用。" in member.content()
    press(member, "我已看过")
    assert "确认看过" in member.content()
    secretary.goto(f"{own}/grades")
    assert "本人已确认" in secretary.content()

    for paper, needed in {
        "registration.pdf": MEMBER, "summary.pdf": "优秀", "tally.pdf": "计票人",
        "feedback.pdf": "反馈", "numbers.pdf": number,
    }.items():  # fmt: skip
        answer = secretary.request.get(f"{own}/{paper}")
        assert answer.headers["content-type"] == "application/pdf"
        assert needed in text_of(answer.body()), paper

    server.travel(date(2027, 11, 15))
    secretary = page_as("secretary")
    secretary.goto(own)
    secretary.get_by_role("link", name="照这次再办一次").click()
    assert secretary.get_by_label("年度").input_value() == "2027"
    follow(secretary.locator("main button.btn-primary[type=submit]"))
    assert "2027年度民主评议党员" in secretary.locator("h1").inner_text()
    assert "筹备中" in secretary.content()
