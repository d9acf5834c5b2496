"""A scope means the same in SQL as in Python, whatever the paths."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.access.scope import EVERYTHING, Scope
from app.core.db import db
from app.organizations.models import Organization
from app.rules.organizations import OrganizationKind, UnitType

PATHS = ["/1/", "/1/2/", "/1/2/3/", "/1/20/", "/1/3/", "/10/", "/2/", "/2/1/", "/9/9/9/"]


@pytest.fixture
def paths(app):
    db.session.add_all(
        Organization(
            code=f"C{n}", name=f"组织{n}", path=path, kind=OrganizationKind.BRANCH,
            unit_type=UnitType.OTHER,
        )
        for n, path in enumerate(PATHS)
    )  # fmt: skip
    db.session.commit()


@pytest.mark.storage
@pytest.mark.usefixtures("paths")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sets(st.sampled_from(PATHS), max_size=4))
def test_sql_clause_and_python_check_agree(roots):
    scope = Scope(frozenset(roots))
    found = set(
        db.session.scalars(select(Organization.path).where(scope.clause(Organization.path)))
    )
    assert found == {path for path in PATHS if scope.covers(path)}


@pytest.mark.usefixtures("paths")
def test_an_empty_scope_finds_nothing_and_everything_finds_all():
    def found(scope):
        query = select(Organization.path).where(scope.clause(Organization.path))
        return sorted(db.session.scalars(query))

    assert found(Scope()) == []
    assert found(EVERYTHING) == sorted(PATHS)


def test_a_neighbour_whose_number_begins_alike_is_outside():
    assert not Scope(frozenset({"/1/2/"})).covers("/1/20/")
