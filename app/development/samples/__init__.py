"""Invented papers of 发展党员 for the eye: each form short, long and with rare characters."""

from app.development.samples import (
    accepting,
    activists,
    letters,
    lint,
    probation,
    prospects,
    superior,
)

SAMPLES = {
    form: sheets
    for stage in (activists, prospects, accepting, letters, probation, superior, lint)
    for form, sheets in stage.SAMPLES.items()
}
