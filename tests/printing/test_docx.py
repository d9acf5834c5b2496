"""Word templates: plain values go in whole; whatever a template tries, nothing else comes out."""

import json
import subprocess
import sys
from threading import BoundedSemaphore

import pytest

from app.printing import docx
from app.printing.docx import MOST_BYTES, TemplateRefused, fill
from tests.papers import made

VALUES = {
    "姓名": "张三",
    "备注": "",
    "人员": [{"姓名": "甲", "items": 1}, {"姓名": "乙", "items": 2}],
}
MANY = {"人员": [{"姓名": str(n)} for n in range(60)]}
LOOPS = "".join(f"{{% for x{n} in 人员 %}}" for n in range(8))
BOMB = LOOPS + "{{ 人员[0].姓名 }}" + "{% endfor %}" * 8


def filled(*paragraphs, values=None):
    return made.text_of(one(made.plain(*paragraphs), values or VALUES).data)


def one(template, values=None):
    return next(iter(fill(template, [values or VALUES])))


def refusal(template, values=None, **options):
    with pytest.raises(TemplateRefused) as refused:
        list(fill(template, [values or VALUES], **options))
    assert refused.value.field == "file"
    return refused.value.message


@pytest.mark.parametrize(
    "name",
    ["张‹三›&", "王𬭩", "阿卜杜热西提·阿卜杜克热木", "“引”\"号'", "<w:p/>", "{{ 姓名 }}", "{%"],
)
def test_a_name_survives_whatever_it_is_made_of(name):
    assert filled("{{ 姓名 }}", values={"姓名": name}).strip() == name


def test_line_ends_become_line_breaks():
    assert filled("{{ 备注 }}", values={"备注": "一\n二"}).strip() == "一\n二"


def test_a_list_is_written_in_a_loop_and_its_rows_fields_come_before_python_s_own():
    said = "{% for 行 in 人员 %}{{ loop.index }}{{ 行.姓名 }}{{ 行.items }}；{% endfor %}"
    assert "1甲1；2乙2；" in filled(said)


@pytest.mark.parametrize(
    ("words", "text"), [(["甲", "乙"], "甲、乙"), (["甲" * 25, "乙"], "甲" * 25 + "\n乙")]
)
def test_a_list_of_words_may_stand_by_itself(words, text):
    assert filled("{{ 名单 }}", values={"名单": words}).strip() == text


def test_header_footer_and_table_are_filled():
    values = dict.fromkeys(made.NAMED, "值")
    assert "{" not in made.text_of(one(made.province(), values).data)


def test_the_placeholders_that_stand_in_it_are_told():
    used = one(made.plain("{{ 姓名 }}", "{% for 行 in 人员 %}{{ 行.姓名 }}{% endfor %}")).used
    assert used == ("姓名", "行.姓名")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 姓名x }}", "“{{ 姓名x }}”不是这份表格的占位符"),
        ("{% if 姓名x %}有{% endif %}", "“{{ 姓名x }}”不是这份表格的占位符"),
        ("{% for 行 in 人员 %}{{ 行.电话 }}{% endfor %}", "“{{ 电话 }}”不是这份表格的占位符"),
        ("{{ 姓名", "第 2 段的写法不对"),
        ("{% for 行 in 人员 %}甲", "循环或判断没有结尾"),
        ("{% 循环 %}", "没有“{% 循环 %}”"),
        ("{{ 姓名 | 大写 }}", "没有“大写”这种处理"),
        ("{{ 人员 }}", "写的是一组内容"),
        ("{{ 1 / 0 }}", "算不出来"),
    ],
)
def test_a_mistake_is_told_by_its_place_and_name(text, told):
    message = refusal(made.plain("第一段", text))
    assert told in message
    assert message.endswith("。") or "附近的文字" in message


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ 姓名.__class__.__mro__[1].__subclasses__() }}",
    "{{ 姓名['__class__'] }}",
    "{{ 姓名 | attr('__class__') }}",
    "{{ 人员 | map(attribute='__class__') | list }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ loop.__init__ }}",
    "{% for 行 in 人员 %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for 行 in 人员 %}{{ loop._iterator }}{% endfor %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ config }}",
    "{{ request }}",
    "{{ g }}",
    "{{ url_for }}",
    "{{ 姓名.format(人员) }}",
    "{{ '%s' | format(人员) }}",
    "{{ range(10) }}",
    "{{ dict(a=1) }}",
    "{{ 人员.append(1) }}",
    "{{ 姓名 | safe }}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% autoescape false %}{{ 姓名 }}{% endautoescape %}",
    "{% set x = 姓名.upper %}{{ x() }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_but_the_sheet_can_be_reached(text):
    refusal(made.plain(text))


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ [1] * 999999999 }}",
        "{% for 行 in 人员 %}{{ 姓名 * 99999999 }}{% endfor %}",
        "{% macro 再(x) %}{{ 再(x) }}{% endmacro %}{{ 再(1) }}",
    ],
)
def test_a_template_that_takes_too_much_is_ended(text):
    assert refusal(made.plain(text), MANY | {"姓名": "甲"}, seconds=3)


def test_a_template_that_takes_too_long_is_killed():
    assert refusal(made.plain(BOMB), MANY, seconds=0.9) == docx.TOO_MUCH


def test_a_document_that_grows_too_large_is_refused():
    loops = LOOPS[: LOOPS.index("x4") - 7]
    text = loops + "{{ 长 }}" + "{% endfor %}" * loops.count("{%")
    assert refusal(made.plain(text), MANY | {"长": "字" * 2000}, seconds=12)


def test_the_child_inherits_nothing_and_can_open_nothing():
    """What runs before the template is read: the same preparation, then the attempts."""
    code = (
        "import sys, os, json, socket, runpy\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "runpy.run_path(sys.argv[1] + '/__main__.py')['_prepared']()\n"
        "said = {'env': sorted(os.environ)}\n"
        "tries = {'open': lambda: open('/etc/hostname'), 'socket': socket.socket}\n"
        "for name, act in tries.items():\n"
        "    try:\n        act()\n        said[name] = 'done'\n"
        "    except OSError as error:\n        said[name] = 'refused'\n"
        "print(json.dumps(said))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code, str(docx._CHILD)],
        env={"MALLOC_ARENA_MAX": "1"}, capture_output=True, check=True,
    )  # fmt: skip
    said = json.loads(ran.stdout)
    assert said["open"] == said["socket"] == "refused"
    assert not {"PORTAL_INSTANCE", "DATABASE_URL", "HOME"} & set(said["env"])


def test_a_second_document_is_not_touched_by_the_first():
    template = made.plain("{{ 姓名 }}")
    texts = [made.text_of(f.data).strip() for f in fill(template, [{"姓名": "甲"}, {"姓名": "乙"}])]
    assert texts == ["甲", "乙"]


@pytest.mark.parametrize(("more", "told"), [(0, "不是 Word"), (1, "超过 4 MB")])
def test_a_template_has_a_largest_size(more, told):
    assert told in refusal(b"x" * (MOST_BYTES + more))


def test_an_empty_file_is_no_template():
    assert refusal(b"") == "请先选择模板文件。"


def test_only_so_many_are_filled_at_once_and_the_rest_wait(monkeypatch):
    full = BoundedSemaphore(1)
    monkeypatch.setattr(docx, "_CHILDREN", full)
    with full:
        assert refusal(made.plain("{{ 姓名 }}"), seconds=0.01) == "正在填写的模板太多，请稍后再试。"
    assert filled("{{ 姓名 }}").strip() == "张三"
