"""What an activity still needs and what is done of it, as lines for its page; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.activities.queries import Chain
from app.rules.funds.kinds import RequestState
from app.rules.money import yuan
from app.rules.venues import BookingState


@dataclass(frozen=True)
class Step:
    """One line: `done` None where nothing is asked for; `address` leads to where it is done."""

    name: str
    told: str
    done: bool | None
    address: str = ""
    press: str = ""


def steps(chain: Chain, *, works: bool, record_address: str, change_address: str) -> Sequence[Step]:
    """Notice, room, money, record, hours, settlement, in the order of an activity's life."""
    call = chain.activity.call
    return [
        Step("通知", f"已通知 {len(call.called)} 人，请假 {len(call.leaves)} 人", True,
             f"/meetings/calls/{call.id}", "看通知"),
        _room(chain, works, change_address),
        *_money(chain, works),
        _record(chain, works, record_address),
        _hours(chain),
        _cost(chain),
    ]  # fmt: skip


def _room(chain, works, change_address):
    booking = chain.booking
    if booking:
        held = booking.state is BookingState.HELD
        told = f"{booking.venue.name} {booking.span}，{booking.state.label}"
        return Step("场所", told, held, f"/venues/bookings/{booking.id}", "看预约")
    place = chain.activity.call.place or "没有定"
    still = works and not chain.record and not chain.activity.call.cancelled
    return Step("场所", f"{place}，没有预约场所", None, change_address if still else "", "约场所")


def _money(chain, works):
    if chain.requests:
        for one in chain.requests:
            name = one.line.name or one.line.kind.label
            told = f"{name} 概算 {yuan(one.amount)} 元，{one.state.label}"
            done = one.state in {RequestState.APPROVED, RequestState.PAID, RequestState.SETTLED}
            gone = one.state is RequestState.WITHDRAWN
            address = f"/funds/request/{one.id}"
            yield Step("经费", told, None if gone else done, address, "看申请")
        return
    still = works and not chain.activity.call.cancelled
    address = f"{chain.activity.address}/money" if still else ""
    yield Step("经费", "没有申请经费", None, address, "申请经费")


def _record(chain, works, record_address):
    if chain.record:
        told = f"应到 {chain.record.due} 人，实到 {chain.record.present} 人"
        return Step("记录", told, True, f"/meetings/{chain.record.id}", "看记录")
    if chain.activity.call.cancelled:
        return Step("记录", "活动已取消", None)
    return Step("记录", "还没有记录", False, record_address if works else "", "记活动")


def _hours(chain):
    foreseen = f"预计 {chain.activity.hours:g} 学时" if chain.activity.hours else "没有预计学时"
    if not chain.record:
        return Step("学时", foreseen, None)
    hours = chain.record.hours
    told = f"每人 {hours:g} 学时，已记给到会的人" if hours else "记录里没有记学时"
    return Step("学时", told, bool(hours) or None)


def _cost(chain):
    if not chain.requests:
        return Step("结算", "没有花钱", None)
    told = f"已支出 {yuan(chain.spent)} 元"
    if chain.each is not None:
        told += f"，人均 {yuan(chain.each)} 元"
    settled = all(
        one.state in {RequestState.SETTLED, RequestState.WITHDRAWN} for one in chain.requests
    )
    return Step("结算", told, settled)
