"""The child process: limits itself, then fills one template with one row of values after another.

In: one line of JSON {"size": bytes of the template}, the template, then one line of JSON a sheet.
Out: for the template and for each sheet one line of JSON – {"size": …, "used": […]} followed by
that many bytes, or {"fault": "…"}, after which the process ends.
"""

import json
import resource
import sys
from contextlib import suppress
from io import BytesIO

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 60
TRIAL = "{{ 甲 }}{% for 丙 in 乙 %}{{ 丙 | default(1) }}{% endfor %}"
TOO_MUCH = "填写这份模板用的内存或时间太多，请检查模板里的循环。"


def main() -> None:
    source, target = sys.stdin.buffer, sys.stdout.buffer
    archive, filling = _prepared()
    try:
        template = source.read(json.loads(source.readline())["size"])
        archive.check(template)
        _say(target, {"size": 0})
        for line in source:
            document, used = filling.fill(template, json.loads(line))
            _say(target, {"size": len(document), "used": used}, document)
    except (archive.RefusedFile, filling.FaultyTemplate) as refusal:
        _say(target, {"fault": str(refusal)})
    except (MemoryError, RecursionError):
        _say(target, {"fault": TOO_MUCH})
    except Exception:  # whatever a broken file provokes in the libraries
        _say(target, {"fault": "文件内容不能作为模板使用，请在 Word 里新建一份再试。"})


def _prepared():
    """Everything that reading and filling loads is loaded; from here on no file, socket or process
    can be opened, and memory and computing time are limited."""
    import archive
    import docx
    import filling

    good, bad = (_trial(docx.Document(), text) for text in (TRIAL, "{{ 甲"))
    archive.check(good)
    filling.fill(good, {"甲": "一\n二", "乙": [1]})
    for template in (good, bad):  # the ways of failing load modules, too
        with suppress(filling.FaultyTemplate):
            filling.fill(template, {})
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
    return archive, filling


def _trial(document, text) -> bytes:
    document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = text
    document.sections[0].footer.paragraphs[0].text = text
    document.add_table(1, 2).cell(0, 0).text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _say(target, header, content=b"") -> None:
    target.write(json.dumps(header, ensure_ascii=False).encode() + b"\n" + content)
    target.flush()


if __name__ == "__main__":
    main()
