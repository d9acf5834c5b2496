"""Finds people who stand twice in one file."""

from dataclasses import replace

from app.members.roster.fields import Field
from app.members.roster.outcome import PersonRow, Problem, Severity
from app.members.roster.values import same_branch


def mark_duplicates(rows: list[PersonRow]) -> list[PersonRow]:
    """The first row that can be taken stands; later ones of the same person point to it.

    The same person: the same ID number – or, where one of the two has none, the same name and
    branch and birth dates that can be one. One ID number under two names is refused.
    """
    by_number, by_name, marked = {}, {}, []
    for row in rows:
        first = None if row.refused else _first(row, by_number, by_name)
        marked.append(_marked(row, first) if first else row)
        if first is None and not row.refused:
            by_name.setdefault(row.values[Field.NAME], []).append(row)
            if number := row.values.get(Field.ID_NUMBER):
                by_number[number] = row
    return marked


def _first(row: PersonRow, by_number, by_name) -> PersonRow | None:
    number = row.values.get(Field.ID_NUMBER)
    if number in by_number:
        return by_number[number]
    namesakes = by_name.get(row.values[Field.NAME], ())
    return next((one for one in namesakes if _same_life(one, row)), None)


def _same_life(one: PersonRow, other: PersonRow) -> bool:
    if Field.ID_NUMBER in one.values and Field.ID_NUMBER in other.values:
        return False
    branches = one.values.get(Field.BRANCH), other.values.get(Field.BRANCH)
    if branches != (None, None) and not (all(branches) and same_branch(*branches)):
        return False
    births = one.values.get(Field.BIRTH), other.values.get(Field.BIRTH)
    if None in births:
        return False
    return births[0].earliest <= births[1].latest and births[1].earliest <= births[0].latest


def _marked(row: PersonRow, first: PersonRow) -> PersonRow:
    if row.values[Field.NAME] != first.values[Field.NAME]:
        message = (
            f"身份证号与第 {first.number} 行（{first.values[Field.NAME]}）相同，姓名却不同，"
            "请核对。"
        )
        problem = Problem(row.number, "", Field.ID_NUMBER, message, Severity.REFUSE)
        return replace(row, problems=(*row.problems, problem))
    fields = row.values.keys() | first.values.keys()
    other = [f.label for f in Field if f in fields and row.values.get(f) != first.values.get(f)]
    differing = f"，但{'、'.join(other)}不同，以第 {first.number} 行为准" if other else ""
    problem = Problem(
        row.number, "", None, f"与第 {first.number} 行是同一个人{differing}。", Severity.WARN
    )
    return replace(row, problems=(*row.problems, problem), duplicate_of=first.number)
