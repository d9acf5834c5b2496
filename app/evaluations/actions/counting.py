"""A campaign after the voting: papers counted in by two, the box opened or destroyed, the list
of who took part cleared."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.access.scope import EVERYTHING, Scope
from app.ballots import actions as boxes
from app.ballots import counting, receipts
from app.ballots.questionnaire import Answers
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import paper, queries
from app.evaluations.actions.running import check_move
from app.evaluations.actions.tellers import keys_of
from app.evaluations.models import Campaign, Clearing, PaperCount, State, Who
from app.rules.ballots import shown_groups

KEPT = timedelta(days=30)
TAKES_PAPERS = frozenset({State.CLOSED, State.DESTROYED})
"""When papers may be counted in."""


def count(
    campaign: Campaign,
    today: date,
    secrets: Sequence[str] = (),
    opened: Sequence[Answers | None] | None = None,
) -> None:
    """Open all envelopes together, once; `secrets` are the tellers' at the strict level, `opened`
    what was opened before (see app.ballots.counting)."""
    check_move(campaign, State.COUNTED)
    whole = Scope(frozenset({campaign.organization.path}))
    papers = agreed_papers(campaign)
    voters = receipts.numbers([campaign.box_id]).get(campaign.box_id, 0)
    chosen = {}

    def shown(sealed):
        valid = {code: one.valid for code, one in papers.items()}
        chosen.update(shown_groups(sealed, valid, campaign.minimum, campaign.small))
        return chosen

    counting.count(
        campaign.box_id, campaign.asked, voters,
        keys=keys_of(campaign, list(secrets)), shown=shown, opened=opened,
    )  # fmt: skip
    for group in queries.groups(whole, campaign):
        group.shown_as = chosen.get(group.code)
    campaign.state, campaign.counted_on = State.COUNTED, today
    if campaign.clearing is Clearing.AT_COUNT:
        boxes.forget_voters(campaign.box)
    db.session.flush()


def count_papers(campaign: Campaign, today: date) -> None:
    """The result of a round that was given up for paper: what two people counted, no envelope.
    Refused below the minimum, which holds for papers as for votes."""
    if campaign.state is not State.DESTROYED:
        raise Refused("销毁选票、改用纸质以后，才能只按纸质票计票。")
    whole = Scope(frozenset({campaign.organization.path}))
    valid = {group: one.valid for group, one in agreed_papers(campaign).items()}
    if sum(valid.values()) < campaign.minimum:
        raise Refused(f"有效的纸质票不足 {campaign.minimum} 张，不能计票。")
    chosen = shown_groups({}, valid, campaign.minimum, campaign.small)
    for group in queries.groups(whole, campaign):
        group.shown_as = chosen.get(group.code)
    campaign.state, campaign.counted_on = State.COUNTED, today
    db.session.flush()


def forget_voters(day: date) -> int:
    """Clear the lists that were kept a month after counting; returns of how many campaigns."""
    waiting = queries.to_forget(EVERYTHING, day - KEPT)
    for campaign in waiting:
        boxes.forget_voters(campaign.box)
    db.session.flush()
    return len(waiting)


def destroy(campaign: Campaign, why: str = "") -> None:
    """Give the round up: the envelopes are destroyed unopened, and paper is used. Where there are
    votes enough to be counted, Refused without a reason, which stays on the campaign's page."""
    check_move(campaign, State.DESTROYED)
    received = receipts.numbers([campaign.box_id]).get(campaign.box_id, 0)
    if received >= campaign.minimum and not why:
        raise Refused("收到的票够计票，要销毁请写明原因。")
    campaign.destroyed_why = why
    boxes.destroy(campaign.box_id)
    boxes.forget_voters(campaign.box)
    campaign.state = State.DESTROYED
    db.session.flush()


def enter_papers(
    campaign: Campaign,
    group: str,
    person_id: int,
    *,
    handed_out: int,
    collected: int,
    invalid: int,
    votes: dict[str, int],
) -> PaperCount:
    """One of two people's count of a group's paper ballots, between closing and counting, or after
    the envelopes were destroyed.

    `votes` is {"subject.item.mark": number}; Refused where one item has more than there are valid.
    """
    if campaign.state not in TAKES_PAPERS:
        raise Refused("停止投票以后、计票以前才能登记纸质票。")
    _check_number(campaign, group, collected)
    if collected > handed_out:
        raise Refused("收回的不能多于发出的。", "collected")
    if invalid > collected:
        raise Refused("无效票不能多于收回的票。", "invalid")
    _check_sums(campaign, votes, collected - invalid)
    whole = Scope(frozenset({campaign.organization.path}))
    counts = [one for one in queries.papers(whole, campaign) if one.group == group]
    own = next((one for one in counts if one.person_id == person_id), None)
    if own is None and len(counts) == 2:
        raise Refused("两个人的计数都已经登记；要改的，请登记过的人自己改。")
    taken = {one.seat for one in counts}
    own = own or PaperCount(
        campaign=campaign, group=group, person_id=person_id, seat=1 if 1 not in taken else 2
    )
    own.handed_out, own.collected, own.invalid, own.votes = handed_out, collected, invalid, votes
    db.session.add(own)
    db.session.flush()
    return own


def agreed_papers(campaign: Campaign) -> dict[str, PaperCount]:
    """{group: what both counted}. Refused while one count is missing or they differ."""
    whole = Scope(frozenset({campaign.organization.path}))
    by_group: dict[str, list[PaperCount]] = {}
    for one in queries.papers(whole, campaign):
        by_group.setdefault(one.group, []).append(one)
    for counts in by_group.values():
        if len(counts) < 2:
            raise Refused("纸质票只有一个人的计数，还要另一个人独立数一遍。")
        if counts[0].figures != counts[1].figures:
            raise Refused("两个人数的纸质票不一致，请一起核对后改正。")
    return {group: counts[0] for group, counts in by_group.items()}


def _check_number(campaign, group, collected):
    """No more papers than the group has people; who votes on paper alone is not counted before."""
    whole = Scope(frozenset({campaign.organization.path}))
    for one in queries.groups(whole, campaign):
        if one.code == group and one.who is not Who.PAPER and collected > one.voters:
            raise Refused(f"这一组只有 {one.voters} 人，收回的票不会更多，请核对。", "collected")


def _check_sums(campaign, votes, valid):
    sums: dict[str, int] = {}
    for place, number in votes.items():
        what = place.rpartition(".")[0]
        sums[what] = sums.get(what, 0) + number
    names = campaign.questionnaire["names"]
    labels = {q.code: q.label for q in paper.questions_of(campaign)}
    for what, number in sums.items():
        if number > valid:
            subject, _, item = what.partition(".")
            raise Refused(
                f"{names[subject]}的“{labels[item]}”合计 {number} 票，多于有效票 {valid} 张。", what
            )
