"""Rounds and checks for tests."""

from datetime import date

from app.analysis import actions

TEXTS = {
    "belief": "学习不够系统。",
    "problems": "理论学习不系统\n走访宿舍少",
    "effort": "每月通读一份文件。",
}


def opened(world, year=2026, branch=None):
    """A round of the branch `here`, to be handed in by 30 November 2026."""
    return actions.open_round(branch or world.here, year, date(2026, 11, 30))


def handed(world, made, name="欧阳懿", **texts):
    return actions.write(made, None, world.people[name], TEXTS | texts)
