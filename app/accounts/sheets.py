"""Invitation slips: one person's one-time link each, several on a sheet to cut apart."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Slip:
    organization: str
    name: str
    link: str
    valid_until: date | str = ""


@dataclass(frozen=True)
class InvitationSlips:
    organization: str
    slips: tuple[Slip, ...]
