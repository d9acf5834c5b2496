"""Fills a template with plain values by docxtpl, sandboxed; faults name the placeholder."""

import re
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_RESULT = 12 * 1024 * 1024
SHORT = 24  # characters of a word that stands beside others in one line
FILTERS = {
    "batch", "capitalize", "count", "d", "default", "e", "escape", "first", "int", "join", "last",
    "length", "lower", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
    "select", "selectattr", "slice", "sort", "sum", "trim", "unique", "upper",
}  # fmt: skip
LOOP = {"index", "index0", "revindex", "revindex0", "first", "last", "length"}
FORBIDDEN = (
    nodes.ScopedEvalContextModifier, nodes.EvalContextModifier, nodes.Include, nodes.Import,
    nodes.FromImport, nodes.Extends,
)  # fmt: skip


class FaultyTemplate(Exception):
    """The template cannot be filled; the message names the place and what would make it right."""


class Missing(StrictUndefined):
    """A name the sheet does not have, told by itself."""

    @property
    def _undefined_message(self):
        return str(self._undefined_name)


class Sandbox(ImmutableSandboxedEnvironment):
    """No functions, few filters, no values but the sheet's; notes which placeholders are used."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self):
        super().__init__(undefined=Missing, autoescape=True, finalize=_told)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.used: set[str] = set()

    def from_string(self, source, *arguments, **options):
        tree = self.parse(source)
        if found := next(tree.find_all(FORBIDDEN), None):
            raise FaultyTemplate(f"模板里的“{{% {_word(found)} … %}}”不能用，请删去。")
        for output in tree.find_all(nodes.Output):
            self.used.update(filter(None, map(_dotted, output.nodes)))
        return super().from_string(source, *arguments, **options)

    def getattr(self, obj, attribute):
        """A row's own field comes before what Python calls so, such as `items`."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if obj == "" and not attribute.startswith("_"):
            return ""  # a part this sheet does not have, such as the vote of an item without one
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj, attr, value):
        """Of Python's own attributes only a loop's place: loop.index, loop.first, loop.last."""
        return isinstance(obj, LoopContext) and attr in LOOP and not callable(value)

    def call(self, _context, called, *_arguments, **_named):
        """Macros of the template itself may be called, nothing else."""
        if type(called).__name__ != "Macro":
            raise SecurityError("call")
        return super().call(_context, called, *_arguments, **_named)

    def call_binop(self, _context, operator, left, right):
        """Numbers only, and small ones: repeated text and towers of powers fill the memory."""
        numbers = all(isinstance(one, int | float) and abs(one) < 1e9 for one in (left, right))
        if not numbers or (operator == "**" and right > 8):
            raise SecurityError(operator)
        return super().call_binop(_context, operator, left, right)


def fill(template: bytes, values: dict) -> tuple[bytes, list[str]]:
    """The filled .docx and the placeholders that stand in it. Raises FaultyTemplate."""
    sandbox = Sandbox()
    document = DocxTemplate(BytesIO(template))
    try:
        document.render(values, sandbox, autoescape=True)
    except FaultyTemplate:
        raise
    except TemplateSyntaxError as error:
        raise FaultyTemplate(_syntax(error)) from error
    except SecurityError as error:
        raise FaultyTemplate(
            "模板里有不能用的写法，只能写占位符、循环和判断，请对照这份表格页上列出的占位符改正。"
            + _near(error)
        ) from error
    except UndefinedError as error:
        raise FaultyTemplate(
            f"“{{{{ {_short(error.message)} }}}}”不是这份表格的占位符，请对照表格页上列出的改正。"
        ) from error
    except TemplateError as error:
        raise FaultyTemplate(_syntax(error)) from error
    except (TypeError, ValueError, ZeroDivisionError, KeyError, AttributeError) as error:
        raise FaultyTemplate(
            "模板里有算不出来的写法，请对照这份表格页上列出的占位符改正。"
        ) from error
    out = BytesIO()
    document.save(out)
    if out.tell() > MOST_RESULT:
        raise FaultyTemplate("填好的文件太大，请检查模板里的循环。")
    return out.getvalue(), sorted(sandbox.used)


def _told(value):
    """How a value stands in the text: lists of short words in one line, of long ones in several."""
    if isinstance(value, list) and all(isinstance(one, list) for one in value):
        return "；".join(" ".join(map(str, map(_told, row))) for row in value)
    if isinstance(value, list):
        words = [str(_told(one)) for one in value]
        return ("\n" if any(len(word) > SHORT for word in words) else "、").join(words)
    if isinstance(value, str | int | float | StrictUndefined):
        return value
    raise FaultyTemplate(
        "模板里有一处写的是一组内容，要用循环写，或者写出其中一项，例如“{{ 行.姓名 }}”。"
    )


def _dotted(node) -> str:
    """姓名, 行.姓名: how a placeholder is written; '' for anything that is no placeholder."""
    while isinstance(node, nodes.Filter):
        node = node.node
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (front := _dotted(node.node)):
        return f"{front}.{node.attr}"
    return ""


def _syntax(error) -> str:
    """Where the writing is wrong: the paragraph's number and its text."""
    said = _english(error.message or "")
    return f"模板第 {max((error.lineno or 1) - 1, 1)} 段的写法不对{said}。{_near(error)}"


def _english(message: str) -> str:
    if found := re.search(r"No filter named '(.+?)'", message):
        return f"：没有“{_short(found[1])}”这种处理"
    if found := re.search(r"unknown tag '(.+?)'", message):
        return f"：没有“{{% {_short(found[1])} %}}”"
    if "Unexpected end of template" in message or "Missing end" in message:
        return "：循环或判断没有结尾，要有对应的“{% endfor %}”或“{% endif %}”"
    return "：花括号里只能写占位符的名称，前后括号要成对"


def _near(error) -> str:
    texts = [text.strip() for text in getattr(error, "docx_context", ()) if text.strip()]
    marked = [text for text in texts if "{" in text] or texts
    return f"附近的文字：{_short(marked[0])}" if marked else ""


def _word(node) -> str:
    words = {"Include": "include", "Extends": "extends", "FromImport": "from", "Import": "import"}
    return words.get(type(node).__name__, "autoescape")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
