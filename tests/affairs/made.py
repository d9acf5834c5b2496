"""Opinions for tests: a signed one, a letter without a name, one brought to a state."""

from datetime import date

from app.affairs import actions, letters
from app.affairs.letters import Letter
from app.rules.affairs import OpinionState as State

TODAY = date(2026, 11, 16)
DUE = date(2026, 11, 30)


def signed(world, state=State.RAISED, **changes):
    """欧阳懿 raises it; 韩志远 is to answer by the end of November."""
    plain = {"subject": "活动室周末开门", "text": "周末才有空看书。"}
    opinion = actions.raise_signed(world.here, world.people["欧阳懿"], **plain | changes)
    return bring(world, opinion, state)


def bring(world, opinion, state):
    """The opinion, brought through its states up to that one."""
    if state is not State.RAISED:
        actions.assign(opinion, person=world.people["韩志远"], due_on=DUE)
    if state in {State.ANSWERED, State.TOLD, State.CLOSED}:
        actions.answer(opinion, text="每周六上午开放。", by="韩志远")
    if state in {State.TOLD, State.CLOSED}:
        actions.tell(opinion)
    if state is State.CLOSED:
        actions.respond(opinion, settled=True, text="", by="欧阳懿")
    return opinion


def letter(organization_id, text="没有名字的话", slip="s" * 30, day=TODAY):
    """Put one letter into the day's box; its code."""
    code = letters.code_of(slip)
    letters.put(Letter(letters.hash_of(code), "匿名意见", text, organization_id), day)
    return code
