"""Small pictures of numbers as SVG: plain figures in, bytes out; knows no feature.

A chart is an address of its own shown by <img> (the content policy has no inline styles), always
beside a table of the same numbers, and the same bytes print on paper. It runs no script, fetches
nothing, and the same figures give the same bytes. pygal lays the picture out; its style sheet and
scripts are taken away and every mark carries its own colour, for neither the content policy nor the
printing press would read the sheet.
"""

import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence

import pygal
from flask import make_response
from lxml import etree
from pygal.style import Style

# pygal leaves a finder of the old kind behind, for maps that are not used here; every later import
# would warn about it.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]

MEDIA_TYPE = "image/svg+xml"
COLOURS = ("#B3121D", "#A67C1F", "#57606A", "#2B6A3F", "#C9777C", "#D8BE83", "#A9AFB5", "#8BB597")
"""The house colours: red for what it is about, gold, greys and green, then their lighter kin."""
FONT = '"Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif'
INK, SOFT, LINE = "#1F2328", "#59616B", "#E4E2DE"
GREYS = ("#1A1A1A", "#8C8C8C", "#C8C8C8", "#EBEBEB", "#595959", "#A6A6A6", "#D9D9D9", "#737373")
_PRINTED = dict(
    zip((*COLOURS, INK, SOFT, LINE), (*GREYS, *["#000000"] * 2, "#CCCCCC"), strict=True)
)
SIZE = 14  # of letters, in pixels
_STYLE = Style(
    colors=COLOURS,
    label_font_size=SIZE,
    major_label_font_size=SIZE,
    legend_font_size=SIZE,
    value_font_size=SIZE - 1,
)

_LYING = frozenset({pygal.HorizontalBar, pygal.HorizontalStackedBar})
_STACKS = frozenset({pygal.StackedBar, pygal.HorizontalStackedBar})

Series = Mapping[str, Sequence[float | None]]
"""{name of the series: one number for each label, None where nothing is known}."""


def bars(labels: Sequence[str], series: Series, **looks) -> bytes:
    """Upright bars side by side, one group a label. `looks` as for all: `unit` stands on the axis,
    `top` is the axis's end (100 for per cent), `width` and `height` in pixels, `values` prints the
    numbers on the bars."""
    return _draw(pygal.Bar, labels, series, **looks)


def stacked(labels: Sequence[str], series: Series, **looks) -> bytes:
    """Upright bars whose parts stand on each other."""
    return _draw(pygal.StackedBar, labels, series, **looks)


def rows(labels: Sequence[str], series: Series, **looks) -> bytes:
    """Bars that lie, for long names; the first label is on top."""
    return _lying(pygal.HorizontalBar, labels, series, **looks)


def stacked_rows(labels: Sequence[str], series: Series, **looks) -> bytes:
    """Lying bars whose parts follow each other."""
    return _lying(pygal.HorizontalStackedBar, labels, series, **looks)


def lines(labels: Sequence[str], series: Series, **looks) -> bytes:
    """A line for each series; a gap where nothing is known."""
    return _draw(pygal.Line, labels, series, dots_size=3, **looks)


def data_uri(svg: bytes) -> str:
    """The picture inside a paper, which is printed in black: colours become greys."""
    text = svg.decode()
    for colour, grey in _PRINTED.items():
        text = text.replace(colour, grey)
    return f"data:{MEDIA_TYPE};base64,{b64encode(text.encode()).decode()}"


def chart_response(svg: bytes):
    """The picture as its own address, shown by <img>."""
    response = make_response(svg)
    response.mimetype = MEDIA_TYPE
    return response


def _lying(kind, labels, series, **looks):
    turned = {name: list(reversed(numbers)) for name, numbers in series.items()}
    # pygal measures letters as Latin ones, which are half as wide.
    room = 12 + max(map(len, labels), default=0) * SIZE * 9 // 20
    return _draw(kind, list(reversed(labels)), turned, margin_left=room, **looks)


def _draw(kind, labels, series, *, unit="", top=None, width=720, height=300, values=False, **more):
    ticks = _ticks(series, top, stacks=kind in _STACKS)
    chart = kind(
        width=width,
        height=height,
        style=_STYLE,
        js=[],
        no_prefix=True,
        explicit_size=True,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=max(1, min(4, len(series))),
        legend_box_size=12,
        margin=12,
        truncate_label=-1,
        truncate_legend=-1,
        x_label_rotation=35 if len(labels) > 12 and kind not in _LYING else 0,
        print_values=values,
        print_values_position="top",
        no_data_text="还没有数据",
        range=(0, ticks[-1]),
        formatter=lambda number: "" if number is None else f"{number:g}{unit}",
        **more,
    )
    if any(number is not None for numbers in series.values() for number in numbers):
        chart.x_labels, chart.y_labels = list(labels), ticks
    else:
        chart.show_y_labels = chart.show_y_guides = False
    for name, numbers in series.items():
        chart.add(name, list(numbers))
    chart.add_xml_filter(_plain)
    return chart.render()


def _ticks(series, top, *, stacks):
    """From nought, so that lengths can be compared, in at most five round steps."""
    columns = [[n or 0 for n in column] for column in zip(*series.values(), strict=True)]
    highest = max((sum(column) if stacks else max(column) for column in columns), default=0)
    highest = top or highest or 1
    step = next(
        base * 10**power
        for power in range(12)
        for base in (1, 2, 5)
        if base * 10**power * 5 >= highest
    )
    return list(range(0, int(-(-highest // step)) * step + 1, step))


def _plain(root):
    """Every mark with its colour on itself; without sheet, scripts, comments and hints."""
    etree.strip_elements(root, "{*}script", "{*}desc", "{*}title", "{*}style", with_tail=False)
    etree.strip_tags(root, etree.Comment)
    root.set("font-family", FONT)
    del root.attrib["id"]
    for mark in root.iter():
        _dress(mark, _classes(mark), etree.QName(mark).localname)
    return root


def _dress(mark, named, tag):
    colour = _colour(mark)
    if tag == "text":
        mark.set("font-size", str(SIZE))
        mark.set("fill", INK if "no_data" in named or _within(mark, "text-overlay") else SOFT)
        _align(mark, named)
    elif "background" in named:
        mark.set("fill", "#FFFFFF")
    elif "guide" in named or ("line" in named and not colour):
        mark.set("fill", "none")
        mark.set("stroke", LINE if "guide" in named else SOFT)
        if "guide" in named and _upright(mark):
            mark.set("stroke", "none")
    elif tag == "path" and colour:
        mark.set("fill", "none")
        mark.set("stroke", colour)
        mark.set("stroke-width", "2")
    elif tag in ("rect", "circle") and colour:
        mark.set("fill", colour)
    elif tag == "rect":
        mark.set("fill", "none")


def _align(mark, named):
    if "no_data" in named or _within(mark, "text-overlay"):
        mark.set("text-anchor", "middle")
    elif _within(mark, "axis"):
        turned = "start" if mark.get("transform") else "middle"
        mark.set("text-anchor", turned if _within(mark, "x") else "end")


def _upright(mark):
    """Whether a guide belongs to the labels' axis, which needs none."""
    return _within(mark, "y" if _within(mark, "horizontal") else "x")


def _classes(mark):
    return (mark.get("class") or "").split()


def _within(mark, name):
    return any(name in _classes(one) for one in mark.iterancestors())


def _colour(mark):
    for one in (mark, *mark.iterancestors()):
        for name in _classes(one):
            if name.startswith("color-"):
                return COLOURS[int(name[6:]) % len(COLOURS)]
    return None
