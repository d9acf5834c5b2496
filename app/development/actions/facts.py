"""What is known of a person besides the steps: leaving soon, floating."""

from app.core.db import db
from app.development.actions.changing import refuse_closed
from app.development.actions.judging import touch
from app.development.models import File


def edit(file: File, **facts) -> None:
    """Set `leaves_on` and `floating`. A fact is never refused; what it means for what was done
    and what comes next is the linter's to say."""
    refuse_closed(file)
    for name, value in facts.items():
        setattr(file, name, value)
    touch(file)
    db.session.flush()
