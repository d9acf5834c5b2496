"""Writes every form's sample papers into a folder, for the eye."""

from collections.abc import Mapping
from pathlib import Path

from app.printing.pdf import render_pdf

# Invented people for the features' samples; the second row has the characters that small fonts
# miss and one name longer than most cells.
_PLAIN = (
    "周敏 韩志远 欧阳懿 张淼燊 李喆 陈立 吴晓峰 郑海燕 "
    "王建国 刘芳 赵文博 孙丽 钱程 何静 马骏 司马建国"
)
_RARE = (
    "䶮林 李喆 韩昇 张淼 陈燊 王𬭩 赵㛃 刘犇 孙骉 吴翀 郑祎 周赟 朱镕 何堃 高彧 马𠅤 𠮷田 "
    "阿卜杜热西提·阿卜杜克热木"
)
NAMES = tuple(_PLAIN.split())
RARE_NAMES = tuple(_RARE.split())


def render_samples(forms: Mapping[str, Mapping[str, object]], directory: Path) -> list[Path]:
    """One <form>-<sample>.pdf for each sheet; the features hand in what they know of forms."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for form, samples in forms.items():
        for name, sheet in samples.items():
            path = directory / f"{form}-{name}.pdf"
            path.write_bytes(render_pdf(form, sheet))
            written.append(path)
    return written
