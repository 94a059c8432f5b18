"""Every term, proof, page of the handbook and panel's help is there in each language, and says the same numbers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

import pytest

from actviz import translation
from actviz.lessons.alphabet import letter_of, place_of
from actviz.lessons.glossary import PANEL, Term, glossary
from actviz.lessons.proofs.proof_file import proofs
from actviz.resource_files import languages, resource
from actviz.translation import ENGLISH
from actviz.ui.panels import PANELS

Read = TypeVar("Read")
CODES = [code for code in languages() if code != ENGLISH]
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
CODE = re.compile(r"(?s)```.*?```|`[^`\n]+`")
TARGET = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(params=CODES)
def code(request: pytest.FixtureRequest) -> Iterator[str]:
    translation.use(request.param)
    yield request.param
    translation.use(ENGLISH)


def in_english(read: Callable[[], Read]) -> Read:
    now = translation.language()
    translation.use(ENGLISH)
    try:
        return read()
    finally:
        translation.use(now)


def folder(name: str) -> Path:
    found = resource(name)
    assert isinstance(found, Path)
    return found


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def test_every_page_and_every_panels_help_is_there(code: str) -> None:
    pages = {file.name for file in folder("help").glob("*.md")}
    assert {file.name for file in folder(f"languages/{code}/help").glob("*.md")} == pages
    assert {file.name for file in folder(f"languages/{code}/panels").iterdir()} == {f"{key}.txt" for key in PANELS}


def test_a_page_has_the_links_code_and_numbers_of_the_english_one(code: str) -> None:
    for file in folder("help").glob("*.md"):
        english = file.read_text(encoding="utf-8")
        own = folder(f"languages/{code}/help/{file.name}").read_text(encoding="utf-8")
        for found in (CODE, TARGET):
            assert Counter(found.findall(own)) == Counter(found.findall(english)), file.name
        assert Counter(NUMBER.findall(own)) == Counter(NUMBER.findall(english)), file.name
        assert own.startswith("# "), file.name
        assert own.count("\n## ") == english.count("\n## "), file.name
        assert own.count("\n|") == english.count("\n|"), file.name


def test_a_drawing_has_the_lines_of_the_english_one(code: str) -> None:
    for file in folder("help").glob("*.svg"):
        own, english = (ElementTree.parse(path) for path in (folder(f"languages/{code}/help/{file.name}"), file))
        drawn = [[part.attrib for part in drawing.iter() if not part.tag.endswith(("text", "title", "svg"))]
                 for drawing in (own, english)]  # fmt: skip
        assert [part for part in drawn[0] if part] == [part for part in drawn[1] if part]
        assert len(drawn[0]) > 10


def test_the_record_of_the_remedies_is_the_english_one(code: str) -> None:
    pages = (folder("help/remedies.md"), folder(f"languages/{code}/help/remedies.md"))
    tables = [[line.split("|")[2:] for line in page.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
              for page in pages]  # fmt: skip
    assert tables[0][1:] == tables[1][1:]


def test_a_panels_help_has_as_many_paragraphs_and_the_same_numbers(code: str) -> None:
    for key, entry in PANELS.items():
        english = in_english(lambda entry=entry: entry.help_text)
        assert entry.help_text != english, (code, key)
        assert entry.help_text.count("\n\n") == english.count("\n\n"), key
        assert numbers(english) <= numbers(entry.help_text), key


def test_every_term_is_there_and_every_link_leads_somewhere(code: str) -> None:
    found, english = glossary(), in_english(glossary)
    assert found.faults == (), code
    assert set(found.terms) == set(english.terms)
    for key, term in found.terms.items():
        other = english.terms[key]
        assert term.text != other.text, key
        assert numbers(f"{term.text} {term.formula}") == numbers(f"{other.text} {other.formula}"), key
        assert (term.see, term.picture, term.settings, term.panels) == (
            other.see, other.picture, other.settings, other.panels,
        )  # fmt: skip
        assert all(target in found.terms or target.removeprefix(PANEL) in PANELS for target in term.see)


def test_a_term_is_found_by_its_own_words_and_by_the_english_ones(code: str) -> None:
    found, english = glossary(), in_english(glossary)
    for key, term in found.terms.items():
        for word in (term.title, *term.also, *english.terms[key].words):
            assert found.of_word(word) is term, (code, word)


def test_the_words_of_the_window_in_a_language_lead_to_the_terms_of_the_english_ones(code: str) -> None:
    own: dict[str, str] = {}
    for file in folder(f"languages/{code}").glob("*.ts"):
        for each in ElementTree.parse(file).iter("message"):
            told = each.find("translation")
            if told is not None and told.get("type") is None and told.text:
                own[each.findtext("source", "")] = told.text
    leads: dict[str, set[str]] = {}  # a word of the window, and the terms of the English words that it stands for
    for key, term in in_english(glossary).terms.items():
        for word in filter(own.__contains__, term.words):
            leads.setdefault(own[word].casefold(), set()).add(key)
    found = {word: glossary().of_word(word) for word in leads}
    assert len(leads) > 40
    assert [word for word, term in found.items() if term is None or term.key not in leads[word]] == []


def test_a_terms_name_has_the_english_title_beside_its_own(code: str) -> None:
    english = in_english(glossary)
    for key, term in glossary().terms.items():
        assert english.terms[key].name == english.terms[key].title
        assert term.title in term.name
        assert english.terms[key].title in term.name, code


def test_every_proof_is_there(code: str) -> None:
    found, english = proofs(), in_english(proofs)
    assert found.faults == (), code
    assert list(found.entries) == list(english.entries)
    for key, proof in found.entries.items():
        other = english.entries[key]
        for mine, theirs in (
            (proof.title, other.title), (proof.claim, other.claim), (proof.setting, other.setting),
            *((n.what, o.what) for n, o in zip(proof.numbers, other.numbers, strict=True)),
        ):  # fmt: skip
            assert mine != theirs, key
        said, expected = ([f"{p.setting} {p.differs}", *(f"{n.what} {n.in_kind}" for n in p.numbers)]
                          for p in (proof, other))  # fmt: skip
        assert [numbers(text) for text in said] == [numbers(text) for text in expected], key
        names = {run.name for run in proof.runs} | {network.name for network in proof.networks}
        assert {n.of for n in proof.numbers} | {n.divided_by for n in proof.numbers} <= names | {None, ""}, key


@pytest.mark.parametrize(
    ("word", "letter"),
    [("权重", "Q"), ("梯度", "T"), ("饱和", "B"), ("永久死亡", "Y"), ("座", "Z"), ("阿", "A"), ("ReLU", "R"),
     ("q", "Q"), ("α", ""), ("½", ""), ("熵", "")],  # the last is not among the frequent characters
)  # fmt: skip
def test_chinese_words_stand_under_the_letter_of_their_sound(word: str, letter: str) -> None:
    assert letter_of(word) == letter


def test_words_of_one_letter_stand_together_and_signs_come_last() -> None:
    words = ["α", "损失", "ReLU", "梯度", "Sigmoid", "数据集", "tanh", "饱和", "Adam"]
    in_order = ["Adam", "饱和", "ReLU", "Sigmoid", "数据集", "损失", "tanh", "梯度", "α"]
    assert sorted(words, key=place_of) == in_order


def test_english_terms_keep_the_order_of_the_alphabet() -> None:
    titles = [term.title for term in glossary().terms.values()]
    assert titles == sorted(titles, key=lambda title: (not title[0].isascii(), title.casefold()))
    assert isinstance(glossary().terms["dead"], Term)
