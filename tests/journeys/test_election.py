"""An election by hand: a tie in the assembly, the run-off, the first meeting, the filing, posts."""

from tests.journeys.hand import follow


def submit(page, label):
    follow(page.get_by_role("button", name=label))


def vote_on_paper(page, press, **yes):
    """Open a round for everybody on its list and enter the figures of the names given."""
    page.get_by_role("link", name=press).click()
    submit(page, "开始投票")
    page.get_by_role("link", name="填计票结果").click()
    present = int(page.get_by_label("发出选票").input_value())
    page.get_by_label("收回选票").fill(str(present))
    names = [row.inner_text().strip() for row in page.locator("tbody th").all()]
    figures = yes.get("figures", lambda _names, present: [present])(names, present)
    for name, number in zip(names, figures, strict=True):
        page.get_by_label(f"{name}赞成", exact=True).fill(str(number))
        page.get_by_label(f"{name}不赞成", exact=True).fill(str(present - number))
    submit(page, "保存计票结果")
    return names


def test_a_tie_is_voted_on_again_and_the_posts_follow(page_as):
    page = page_as("sibling")
    page.goto("/elections/")
    follow(page.locator("tr", has_text="教工第二党支部").get_by_role("link", name="打开"))
    assert "须就他们再次投票" in page.content()

    tied = vote_on_paper(
        page, "就票数相等的人再次投票", figures=lambda _, present: [present - 4, 4]
    )
    assert len(tied) == 2
    winner = tied[0]
    assert "下一步：新支委会第一次会议" in page.content()

    [secretary] = vote_on_paper(page, "开始投票")
    page.get_by_role("link", name="登记第一次会议和分工").click()
    page.get_by_label("主持人").select_option(index=1)
    page.get_by_label(f"{winner}的分工").fill("纪检委员")
    submit(page, "登记")

    page.get_by_role("link", name="报选举结果").click()
    submit(page, "登记并报上级")
    election = page.url.partition("#")[0]
    for link in page.locator(".prints a").all():
        paper = page.request.get(link.get_attribute("href"))
        assert paper.headers["content-type"] == "application/pdf"

    faculty = page_as("faculty")
    faculty.goto("/elections/")
    faculty.locator(".owe a", has_text="批复").first.click()
    faculty.get_by_label("批复文号").fill("计党〔2026〕31号")
    submit(faculty, "保存批复")
    assert "新一届任职和本届选举日期已随之登记" in faculty.content()

    faculty.goto(election)
    reply = faculty.request.get(
        faculty.get_by_role("link", name="选举结果批复").get_attribute("href")
    )
    assert reply.body().startswith(b"%PDF")
    faculty.goto("/organizations/")
    faculty.get_by_role("link", name="教工第二党支部").first.click()
    held = faculty.locator("tr", has_text="2026年11月16日").filter(has_text="选举结果批复")
    assert held.filter(has_text=secretary).filter(has_text="书记").count() == 1
    assert "本届选举日期" in faculty.content()


def test_an_election_is_led_without_script(page_as):
    page = page_as("sibling", script=False)
    page.goto("/elections/")
    follow(page.get_by_role("link", name="交接清单"))
    assert "今后 3 个月的日历" in page.content()
