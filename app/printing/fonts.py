"""Which typefaces papers need: whether the machine has them, and those an institution adds."""

import shutil
import subprocess
from pathlib import Path

# family → the Debian and Ubuntu package that brings it
NEEDED = {
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "LXGW WenKai": "fonts-lxgw-wenkai",
    "HanaMinA": "fonts-hanazono",
    "HanaMinB": "fonts-hanazono",
}
SUFFIXES = {".ttf", ".otf", ".ttc"}


class FontsMissingError(RuntimeError):
    """A paper would print empty boxes; the message says in Chinese what to install."""


def check() -> None:
    """Raise FontsMissingError when fontconfig or a needed family is absent."""
    packages = ["fontconfig"] if shutil.which("fc-list") is None else absent(families())
    if packages:
        raise FontsMissingError(
            f"打印所需的字体不全，请先安装：{'、'.join(packages)}。"
            f"命令：sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        )


def absent(installed: set[str]) -> list[str]:
    """The packages whose families are not among the installed ones."""
    return sorted({package for family, package in NEEDED.items() if family not in installed})


def families() -> set[str]:
    """Every family name fontconfig knows, in every language the fonts give one."""
    listing = subprocess.run(
        ["fc-list", ":", "family"],  # noqa: S607 - the machine's own, wherever PATH has it
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {name.strip() for line in listing.stdout.splitlines() for name in line.split(",")}


def faces(folder: Path | None) -> str:
    """CSS that adds an institution's own font files.

    A file keeps the family names written in it, so 仿宋_GB2312 is found under that name by the
    shared page style; the name given here only has to be unique.
    """
    if folder is None or not folder.is_dir():
        return ""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    return "\n".join(
        f'@font-face {{ font-family: "added-{number}"; src: url("{path.resolve().as_uri()}") }}'
        for number, path in enumerate(files)
    )
