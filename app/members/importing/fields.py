"""Where each field of a roster is kept: on the person or on the membership."""

from enum import Enum

from app.members.models import Member
from app.members.roster.fields import Field
from app.rules.dates import PartialDate

OF_PERSON = {
    Field.NAME: "name",
    Field.GENDER: "gender",
    Field.ETHNICITY: "ethnicity",
    Field.BIRTH: "birth",
    Field.ID_NUMBER: "id_number",
    Field.NATIVE_PLACE: "native_place",
    Field.EDUCATION: "education",
    Field.DEGREE: "degree",
    Field.PHONE: "phone",
    Field.JOB: "job",
    Field.TITLE: "title",
    Field.STAFF_NO: "number",
    Field.STUDENT_NO: "number",
}
OF_MEMBER = {
    Field.STAGE: "stage",
    Field.BRANCH: "organization_id",
    Field.GROUP: "group_id",
    Field.APPLIED_ON: "applied_on",
    Field.ACTIVIST_ON: "activist_on",
    Field.PROSPECT_ON: "prospect_on",
    Field.JOINED_ON: "joined_on",
    Field.CONFIRMED_ON: "confirmed_on",
    Field.REMARKS: "remark",
}


def holder_of(member: Member, attribute: str):
    """The object that keeps the attribute: the person or the membership."""
    return member.person if attribute in OF_PERSON.values() else member


def plain(value):
    """A stored value as JSON can hold it; equal values are equal plain ones."""
    if isinstance(value, PartialDate):
        return value.iso
    return value.value if isinstance(value, Enum) else value


def as_stored(attribute: str, value):
    """The inverse of `plain` for an attribute of a person or a membership."""
    if isinstance(value, str) and attribute in _DATES:
        return PartialDate.parse_iso(value)
    return value


_DATES = {"birth", "applied_on", "activist_on", "prospect_on", "joined_on", "confirmed_on"}
