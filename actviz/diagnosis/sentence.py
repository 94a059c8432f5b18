"""A sentence stands in an explanation only where its condition was checked on the run that it is said of.

To add a sentence, write a function from MeasuredRun to the text, or to None where it is not true, and decorate it with
`sentence` of a Choice. Its key is that of the choice, a dot, and the function's name; `tests/diagnosis/test_sentences`
asks for a run of which it is true and for a similar one of which it is not.
"""

from __future__ import annotations

from collections.abc import Callable

from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.frozen import dataclass
from actviz.joined_text import sentences
from actviz.registry import Registry

Words = Callable[[MeasuredRun], str | None]


@dataclass(frozen=True)
class Sentence:
    """One entry: the function that checks a run and gives the text, and the cause that the sentence blames, or ""."""

    key: str
    words: Words
    cause: str = ""


SENTENCES: Registry[Sentence] = Registry("sentence")


class Choice:
    """Sentences of which at most one is said: the first that is true of the run."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._sentences: list[Sentence] = []

    def sentence(self, cause: str = "") -> Callable[[Words], Words]:
        """Return a decorator that adds a sentence to this choice and to SENTENCES.

        Raises:
            UnknownKey: the cause is not in CAUSES.
        """

        def register(words: Words) -> Words:
            name = words.__name__.strip("_")
            entry = Sentence(f"{self.key}.{name}", words, CAUSES[cause].key if cause else "")
            SENTENCES.add(entry)
            self._sentences.append(entry)
            return words

        return register

    def said_of(self, run: MeasuredRun) -> tuple[Sentence, str] | None:
        """Return the first sentence that is true of the run, and its text."""
        return next(((each, text) for each in self._sentences if (text := each.words(run)) is not None), None)


@dataclass(frozen=True)
class Explanation:
    """Sentences that are true of a run: their text, their keys, and the cause that they blame, or ""."""

    text: str
    said: tuple[str, ...]
    cause: str


def explain(run: MeasuredRun, *choices: Choice) -> Explanation:
    """Return the true sentence of each choice, in their order; the last one that blames a cause names it.

    Where none of the first choice's sentences is true, there is nothing to explain.
    """
    first = choices[0].said_of(run)
    if first is None:
        return Explanation("", (), "")
    told = [first, *(said for choice in choices[1:] if (said := choice.said_of(run)) is not None)]
    causes = [sentence.cause for sentence, _ in told if sentence.cause]
    return Explanation(
        sentences(text for _, text in told), tuple(sentence.key for sentence, _ in told), causes[-1] if causes else ""
    )
