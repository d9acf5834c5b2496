"""Word templates filled with plain values, in a child process that can reach nothing.

The child is a fresh interpreter without this one's environment, files or connections; it gets the
template and the values on its input and gives documents on its output (see docx_child).
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Timer

from app.core.errors import Refused

MOST_BYTES = 4 * 1024 * 1024
SECONDS = 15  # for one document; an ordinary one takes a tenth of a second
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOO_MUCH = "填写这份模板用的内存或时间太多，请检查模板里的循环。"
_CHILD = Path(__file__).parent / "docx_child"
_CHILDREN = BoundedSemaphore(2)
"""A child may use hundreds of megabytes: so many at once in each process, the rest wait."""


class TemplateRefused(Refused):
    """A template that cannot be used; the message says which placeholder or part, and why."""

    def __init__(self, message: str):
        super().__init__(message, "file")


@dataclass(frozen=True)
class Filled:
    """One document, and the placeholders its template used."""

    data: bytes
    used: tuple[str, ...]


def fill(template: bytes, contexts: Iterable[dict], seconds: float = SECONDS) -> Iterator[Filled]:
    """One document for each context, in order, made as they are asked for.

    Contexts are what app.printing.docx_values.context makes. Raises TemplateRefused for a file
    that is no template, a placeholder the context lacks, and a template that takes too much.
    """
    if not template:
        raise TemplateRefused("请先选择模板文件。")
    if len(template) > MOST_BYTES:
        raise TemplateRefused(f"模板超过 {MOST_BYTES // 1024 // 1024} MB，请删去图片等内容。")
    if not _CHILDREN.acquire(timeout=2 * seconds):
        raise TemplateRefused("正在填写的模板太多，请稍后再试。")
    try:
        yield from _fill(template, contexts, seconds)
    finally:
        _CHILDREN.release()


def _fill(template, contexts, seconds):
    command = [sys.executable, "-I", "-X", "utf8", str(_CHILD)]
    with subprocess.Popen(  # noqa: S603 - this interpreter and a folder that shipped with the app
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"MALLOC_ARENA_MAX": "1"},
        cwd="/",
    ) as child:
        try:
            _ask(child, json.dumps({"size": len(template)}).encode() + b"\n" + template, seconds)
            for values in contexts:
                header, data = _ask(child, json.dumps(values).encode() + b"\n", seconds)
                yield Filled(data, tuple(header["used"]))
        finally:
            child.kill()


def _ask(child, sent: bytes, seconds: float) -> tuple[dict, bytes]:
    """What the child answers; it is ended when it takes too long."""
    timer = Timer(seconds, child.kill)
    timer.start()
    try:
        child.stdin.write(sent)
        child.stdin.flush()
        header = json.loads(child.stdout.readline() or b"{}")
        data = child.stdout.read(header.get("size", 0))
    except (BrokenPipeError, ValueError):
        header, data = {}, b""
    finally:
        timer.cancel()
    if "fault" in header:
        raise TemplateRefused(header["fault"])
    if header.get("size") != len(data):
        raise TemplateRefused(TOO_MUCH)
    return header, data
