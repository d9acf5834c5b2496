"""What people press on the pages of 发展党员: the branch's path and the committee's queue."""

import re
from io import BytesIO

import pypdf

from tests.journeys.hand import follow

VOTERS = re.compile(r"有表决权的应到 (\d+) 人，到会 (\d+) 人")


class Branch:
    """The secretary at the file of the person called `name`; `papers` are the codes printed."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.home, self.papers = "", {}

    def register(self, birth, applied_on):
        """登记一人, then the file: both begin at the list of 发展党员."""
        page = self.page
        page.goto("/development/")
        page.get_by_role("link", name="建立发展档案").click()
        page.get_by_role("link", name="先登记").or_(
            page.get_by_role("link", name="登记一人")
        ).click()
        page.get_by_label("姓名").fill(self.name)
        page.get_by_label("性别").select_option(label="女")
        page.get_by_label("出生日期").fill(birth)
        page.get_by_label("人员类别").select_option(label="申请人")
        page.get_by_label("申请入党日期").fill(applied_on)
        self._save()
        page.wait_for_url(re.compile(r"/members/\d+$"))
        page.get_by_role("link", name="发展档案").click()
        page.get_by_role("button", name="建立", exact=True).click()
        page.wait_for_url(re.compile(r"/development/\d+$"))
        self.home = page.url

    def press(self, label, step):
        """What the path offers for a step."""
        self.page.goto(self.home)
        pressed = re.compile(rf"^{label}.*：{step}$")
        follow(self.page.locator(".owe").get_by_role("link", name=pressed))

    def enter(self, step, label="登记", people=(), **fields):
        """A step of the branch's own, by the labels of its fields."""
        self.press(label, step)
        for name in people:
            self.page.get_by_label(name, exact=True).check()
        self.fill(fields)
        self.save()

    def fill(self, fields):
        for label, text in fields.items():
            field = self.page.get_by_label(re.compile(rf"^{label}\s*\*?$"))
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(label=text)
            else:
                field.fill(text)

    def ask(self, step, label="报上级"):
        """A 请示 to the superior."""
        self.press(label, step)
        self.page.get_by_role("button", name="报送").click()
        self._back()

    def meet(self, step, label="记这次会"):
        """The meeting that decides the step, with everybody present and in favour."""
        self.press(label, step)
        page = self.page
        due, present = VOTERS.search(page.locator("#who-came").inner_text()).groups()
        assert due == present
        page.get_by_label("赞成").fill(present)
        page.get_by_label("讨论情况").fill("逐一发言，意见一致。")
        page.get_by_label(re.compile(r"^决议\s*\*?$")).fill(f"同意{self.name}。")
        page.get_by_role("button", name="提交记录").click()
        page.wait_for_url(re.compile(r"/meetings/\d+$"))

    def receive(self, *papers):
        """Papers that have come into the file, by their names."""
        for paper in papers:
            self.page.goto(self.home)
            self.page.get_by_role("link", name=re.compile(rf"^{paper}.* 登记$")).click()
            self.save()

    def some_full_members(self, number):
        """The first people offered against whom nothing speaks."""
        page = self.page
        self.press("登记", "指定培养联系人")
        fit = page.locator(".people .form-check:not(:has(.text-danger)) label")
        return fit.all_inner_texts()[:number]

    def review(self, kind, **fields):
        self.page.goto(self.home)
        self.page.get_by_role("link", name="登记考察、思想汇报").click()
        self.fill(fields)
        self.save()

    def hear_opinion(self, text):
        self.page.goto(self.home)
        self.page.get_by_role("link", name="登记反映").click()
        self.page.get_by_label("反映的内容").fill(text)
        self.save()

    def settle_opinion(self, result):
        self.page.goto(self.home)
        self.page.get_by_role("link", name="登记处理结果").click()
        self.page.get_by_label("处理结果").fill(result)
        self.save()

    def invite(self):
        """The address on the slip that is printed for the person."""
        page = self.page
        page.goto("/members/invitations")
        page.get_by_label(self.name).check()
        form = page.locator("main form")
        sent = form.evaluate("form => new URLSearchParams(new FormData(form)).toString()")
        slip = page.request.post(
            form.get_attribute("action"),
            data=sent,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        return re.search(r"http://\S+?/join/[A-Za-z0-9_-]+", text_of(slip.body()))[0]

    def save(self):
        self._save()
        self._back()

    def _save(self):
        self.page.locator("main button.btn-primary[type=submit]").click()

    def _back(self):
        self.page.wait_for_url(re.compile(re.escape(self.home) + "(#.*)?$"))

    def print_new_papers(self):
        """Fetch every paper that the page offers and that was not printed before."""
        self.page.goto(self.home)
        links = self.page.locator(".prints a")
        for link in links.evaluate_all("all => all.map(one => one.getAttribute('href'))"):
            if link in self.papers:
                continue
            answer = self.page.request.get(link)
            assert answer.headers["content-type"] == "application/pdf", link
            self.papers[link] = text_of(answer.body())
            assert self.name in self.papers[link], link


class Committee:
    """Somebody at the queue of a committee."""

    def __init__(self, page):
        self.page = page

    def decide(self, name, kind, decision, meeting=None, **fields):
        """Decide on one person only, whoever else waits for the same."""
        page = self.page
        page.goto("/development/queue")
        page.get_by_role("button", name="检查这些人的档案").wait_for(state="detached")
        waiting = page.get_by_role("region", name=kind)
        waiting.get_by_label(f"选中{name}").check()
        waiting.get_by_role("button", name=re.compile("只办选中的|办理")).last.click()
        page.wait_for_url("**/queue/decide?*")
        for label, text in (meeting or {}).items():
            page.get_by_label(label, exact=True).fill(text)
        own = page.get_by_role("group", name=name)
        own.get_by_label("决定").select_option(label=decision)
        for label, text in fields.items():
            own.get_by_label(label, exact=True).fill(text)
        page.get_by_role("button", name="保存决定").click()
        page.wait_for_url("**/development/queue")

    def hold_course(self, name, first, last):
        """A course of three days in the training register, passed and recorded as step 11."""
        page = self.page
        page.goto("/development/courses/new")
        page.get_by_label("名称").fill("发展对象培训班")
        page.get_by_label("开始日期").fill(first)
        page.get_by_label("结束日期").fill(last)
        page.get_by_label("天数").fill("3")
        page.get_by_label("学时").fill("24")
        page.get_by_role("button", name="保存").click()
        page.wait_for_url(re.compile(r"/courses/\d+$"))
        page.get_by_label(name, exact=True).check()
        page.get_by_role("button", name="加入选中的人").click()
        page.get_by_label(f"{name}的结果").select_option(label="合格")
        page.get_by_role("button", name="并把合格的人记入").click()
        page.get_by_text(f"已记入第 11 步：{name}").wait_for()


def text_of(pdf):
    """A paper's words, without the blanks of its layout."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
