"""What the portal prints: each form's title, the shape of its sheet, samples, and its words.

Features hand their forms to create_app through app.features.PAPERS; papers knows none of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app

from app.access.policy import Can
from app.access.scope import Scope
from app.printing.docx_values import Placeholder, context, placeholders


@dataclass(frozen=True)
class Batch:
    """How one form is filled for many: who may be chosen, and what each one's sheet says.

    `offers(scope, organization)` gives (id, name) pairs; `gathers(scope, ids, day)` gives (file
    name without suffix, sheet) pairs in the order of the ids; what the scope no longer covers is
    left out. `needs` is the right to see such facts.
    """

    needs: Can
    offers: Callable[[Scope, object], Iterable[tuple[int, str]]]
    gathers: Callable[[Scope, Sequence[int], object], Iterable[tuple[str, object]]]


@dataclass(frozen=True)
class Form:
    """One printed form. `words` are the Chinese names of its fields where the common ones of
    app.printing.docx_values.WORDS do not fit; `sample` shows every field filled."""

    title: str
    sample: object
    words: Mapping[str, str] = field(default_factory=dict)
    batch: Batch | None = None

    def context(self, sheet) -> dict:
        """The sheet's plain values for a template."""
        return context(sheet, self.words)

    def placeholders(self, sheet=None) -> list[Placeholder]:
        """What a template of this form may use, with the values of that sheet or the sample."""
        return placeholders(sheet or self.sample, self.words)


def forms() -> Mapping[str, Form]:
    """Every form by its id, in the features' order."""
    return current_app.extensions["papers"]


def form_of(form_id: str) -> Form | None:
    return forms().get(form_id)
