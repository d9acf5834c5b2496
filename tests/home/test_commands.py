"""Commands over every feature."""

from datetime import timedelta

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.once import Submission


def test_the_daily_round_forgets_old_marks_and_keeps_fresh_ones(app):
    for mark, days in (("old", 3), ("fresh", 1)):
        at = clock.now() - timedelta(days=days)
        db.session.add(Submission(mark=mark, location="/", at=at))
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["tidy"])
    assert done.exit_code == 0, done.output
    assert db.session.scalars(select(Submission.mark)).all() == ["fresh"]
