"""The two who open a strict box together: seated under a passphrase, rehearsed, asked to open."""

from datetime import date

from nacl.public import PrivateKey

from app.access.scope import Scope
from app.ballots import keyfiles, tellers
from app.ballots.actions import Seal
from app.ballots.models import Level
from app.core.db import db
from app.core.errors import Refused
from app.evaluations import queries
from app.evaluations.models import Campaign, Keyholder, State

SEATS = (1, 2)


def take_seat(campaign: Campaign, person_id: int, passphrase: str) -> str:
    """Become one of the two; returns the words of the recovery sheet, told here and never again.
    Whoever sits already gets a fresh key, to be rehearsed anew."""
    _check(campaign)
    if len(passphrase.strip()) < tellers.LEAST:
        raise Refused(f"口令至少 {tellers.LEAST} 个字。", "passphrase")
    seated = {one.seat: one for one in queries.keyholders(_whole(campaign), campaign)}
    own = next((one for one in seated.values() if one.person_id == person_id), None)
    free = next((seat for seat in SEATS if seat not in seated), None)
    if own is None and free is None:
        raise Refused("两名计票人已经齐了。", "passphrase")
    if own:
        keyfiles.doom(own.key_name)
    else:
        own = Keyholder(campaign=campaign, seat=free, person_id=person_id)
    own.key_name, own.public_key, words = tellers.make(passphrase)
    own.rehearsed_on = None
    db.session.add(own)
    db.session.flush()
    return words


def leave_seat(campaign: Campaign, person_id: int) -> None:
    """Give the seat to somebody else, before the opening; by its holder, or by whoever runs the
    campaign for one who cannot come. The key is worthless from then on."""
    _check(campaign)
    for one in queries.keyholders(_whole(campaign), campaign):
        if one.person_id == person_id:
            keyfiles.doom(one.key_name)
            db.session.delete(one)
    db.session.flush()


def rehearse(campaign: Campaign, person_id: int, secret: str, today: date) -> None:
    """The passphrase, or the recovery sheet's words, typed once more before the opening."""
    _check(campaign)
    seated = queries.keyholders(_whole(campaign), campaign)
    own = next((one for one in seated if one.person_id == person_id), None)
    if own is None:
        raise Refused("您不是这次评议的计票人。")
    if tellers.unlock(own.key_name, own.public_key, secret) is None:
        raise Refused("口令不对，请再试；实在想不起来，可以重新设置。", "remembered")
    own.rehearsed_on = today
    db.session.flush()


def seals_of(campaign: Campaign) -> list[Seal]:
    """The locks for the box: none at the ordinary level. Refused unless two have rehearsed."""
    if campaign.level is Level.ORDINARY:
        return []
    seated = queries.keyholders(_whole(campaign), campaign)
    if len(seated) < len(SEATS):
        raise Refused("严格级要先由两名计票人各自设好口令。")
    waiting = [one.person.name for one in seated if one.rehearsed_on is None]
    if waiting:
        raise Refused(f"{'、'.join(waiting)}还没有试开：请再输一遍口令，确认记得住。")
    return [Seal(one.key_name, one.public_key) for one in seated]


def keys_of(campaign: Campaign, secrets: list[str]) -> list[PrivateKey]:
    """The private keys, by what each teller typed; Refused at the first that does not fit."""
    if campaign.level is Level.ORDINARY:
        return []
    found = []
    for one, secret in zip(queries.keyholders(_whole(campaign), campaign), secrets, strict=True):
        key = tellers.unlock(one.key_name, one.public_key, secret)
        if key is None:
            raise Refused(f"{one.person.name}的口令不对，票箱没有打开。", f"secret{one.seat}")
        found.append(key)
    return found


def _check(campaign):
    if campaign.level is not Level.STRICT:
        raise Refused("普通级不用计票人口令。")
    if campaign.state is not State.DRAFT:
        raise Refused("评议已经开始，计票人和口令不能再改。")


def _whole(campaign) -> Scope:
    return Scope(frozenset({campaign.organization.path}))
