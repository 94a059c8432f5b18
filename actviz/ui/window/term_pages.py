"""The glossary as pages of the handbook: one for each term, and one that lists them.

Their words are data: all of them are shown to the letter, and the only links are those made here.
"""

from __future__ import annotations

from actviz.frozen import dataclass
from actviz.lessons.alphabet import letter_of
from actviz.lessons.glossary import PANEL, Term, glossary
from actviz.translation import tr
from actviz.ui.panels.base.panel import PANELS
from actviz.ui.theme import theme
from actviz.ui.widgets.text import NOTHING, Rich, coloured, joined, link, named, paragraphs, rich
from actviz.ui.window.handbook_page import PICTURE, Page, PageText

GLOSSARY = "glossary"
GREEK = "α"  # heads the terms that begin with a sign, not with a letter or a Chinese word
TERM, SHOW = "term.", "show."  # begin the key of a term's page, and a link that shows a panel


@dataclass(frozen=True)
class TermPage(Page):
    """The page of one term."""

    term: Term

    def show_in(self, text: PageText) -> None:
        """Show the term with its formula, its picture and what to read next."""
        text.setHtml(term_html(self.term))


@dataclass(frozen=True)
class ListPage(Page):
    """The page that lists the terms."""

    def show_in(self, text: PageText) -> None:
        """Show the list, and what could not be read."""
        text.setHtml(_list_html())


def term_pages() -> list[Page]:
    """Return the list of terms, and then their pages."""
    terms = glossary().terms.values()
    words = "\n".join(word for term in terms for word in term.words)
    pages: list[Page] = [ListPage(GLOSSARY, tr("Glossary"), words)]
    return pages + [
        TermPage(f"{TERM}{term.key}", term.name, "\n".join((*term.words, term.text, term.formula)), term)
        for term in terms
    ]


def term_html(term: Term) -> Rich:
    """Return all that is to be said of a term."""
    words = ", ".join(word for word in term.also if word not in (term.title, term.english))
    also = paragraphs(coloured(theme.current().muted, tr("Also: {words}", words=words))) if words else NOTHING
    formula = rich(Rich("<p style='margin-left:24px'><big>"), term.formula, Rich("</big></p>")) if term.formula else ""
    picture = rich(Rich(f'<p><img src="{PICTURE}'), term.picture, Rich('"></p>')) if term.picture else ""
    see = [found for target in term.see if (found := _link(target))]
    before, _, after = tr("See {links}").partition("{links}")
    on = paragraphs(rich(before, joined(" · ", see), after)) if see else NOTHING
    return rich(Rich("<h1>"), term.name, Rich("</h1>"), paragraphs(term.text), formula, picture, on, also)


def _link(target: str) -> Rich:
    """Return a link to a term, or to a panel; nothing where there is none."""
    accent, terms = theme.current().accent, glossary().terms
    if target.startswith(PANEL):
        key = target.removeprefix(PANEL)
        if key not in PANELS:
            return NOTHING
        return link(accent, f"{SHOW}{key}", tr("the panel {title}", title=PANELS[key].title))
    return link(accent, f"{TERM}{target}", terms[target].title) if target in terms else NOTHING


def _list_html() -> Rich:
    found = glossary()
    letters: dict[str, list[Rich]] = {}
    for key, term in found.terms.items():
        shown = link(theme.current().accent, f"{TERM}{key}", term.name)
        letters.setdefault(letter_of(term.title) or GREEK, []).append(shown)
    entries = paragraphs(*(named(letter, joined(" · ", links)) for letter, links in letters.items()))
    faults = paragraphs(*(coloured(theme.current().dead_text, fault) for fault in found.faults))
    intro = tr(
        "What the words on screen mean, in two sentences each. Point at a label and click its dotted underline, or "
        "press F1, to come to its term."
    )
    return rich(Rich("<h1>"), tr("Glossary"), Rich("</h1>"), paragraphs(intro), entries, faults)
