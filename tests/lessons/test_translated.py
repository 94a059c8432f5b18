"""A file of texts in another language lies over the English one; what is wrong costs its text, and a sentence."""

import re
import tomllib

import pytest

from actviz import translation
from actviz.lessons.glossary import TEXTS as OF_TERMS
from actviz.lessons.glossary import read_glossary
from actviz.lessons.lesson_file import TEXTS, lessons, read_lesson
from actviz.lessons.proofs.proof_file import TEXTS as OF_PROOFS
from actviz.lessons.proofs.proof_file import read_proof
from actviz.lessons.scene import scene, scenes
from actviz.lessons.translated import Translated
from actviz.resource_files import languages, resource
from tests.lessons.test_lessons import SOUND

MINE = """\
title = "标题"
summary = "摘要。"

[[step]]
text = "第 1 层得到 {gradient}。"
formula = '\\symbol{g}{\\delta} = \\value{loss}'
symbols = [{ text = "δ" }]

[[step]]
text = "多大？"
choices = [{ text = "小" }, { text = "大" }]

[[step]]
text = "运行。"

[[step]]
text = "果然如此。"

[[step]]
text = "把它降下来。"
"""
TERMS = '[dead]\ntitle = "Dead"\nalso = ["Died"]\ntext = "It is 0."\n\n[alive]\ntitle = "Alive"\ntext = "It is not."\n'


OTHERS = [code for code in languages() if code != translation.ENGLISH]
FILES = [
    (code, folder, file.name)
    for code in OTHERS
    for folder in ("lessons", "scenes")
    for file in resource(folder).iterdir()
    if file.name.endswith(".toml")
]


@pytest.fixture
def in_chinese():
    translation.use("zh_CN")
    yield
    translation.use(translation.ENGLISH)


def read(mine, english=SOUND):
    over = Translated("zh_CN/mine.toml", mine.encode(), TEXTS)
    return read_lesson(english, "mine.toml", over), over.faults


def read_terms(mine):
    over = Translated("zh_CN/words.toml", mine.encode(), OF_TERMS)
    return read_glossary({"words.toml": TERMS}, {"words.toml": over})


def test_texts_are_those_of_the_translation_and_all_else_is_that_of_the_english_file():
    found, faults = read(MINE)
    english = read_lesson(SOUND, "mine.toml")
    assert faults == []
    assert (found.title, found.summary, found.steps[0].text) == ("标题", "摘要。", "第 1 层得到 {gradient}。")
    assert [choice.text for choice in found.steps[1].choices] == ["小", "大"]
    assert found.steps[0].symbols[0].text == "δ"
    assert found.steps[0].symbols[0].anchor == english.steps[0].symbols[0].anchor
    assert [choice.below for choice in found.steps[1].choices] == [choice.below for choice in english.steps[1].choices]
    assert [(step.kind, step.claims, step.goal) for step in found.steps] == [
        (step.kind, step.claims, step.goal) for step in english.steps
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("summary =", "sumary =", "line 2: a translation has texts alone, so 'sumary' has no place here: did you mean"),
        (
            'title = "标题"',
            'title = "标题"\norder = 3',
            "line 2: a translation has texts alone, so 'order' has no place",
        ),
        ('text = "运行。"', 'text = "运行。"\nto = 20', "line 15: a translation has texts alone, so 'to' has no place"),
        ('text = "运行。"', 'text = "运行。"\nhint = "!"', "line 15: the English file has no 'hint' here"),
        ('{ text = "小" }, ', "", "line 11: choices must have 2 entries, as it has in English, not 1"),
        ('[[step]]\ntext = "运行。"\n', "", "line 4: step must have 5 entries, as it has in English, not 4"),
        ("{gradient}", "{loss}", "line 5: text must have the same {gradient} as the English text"),
        ("{gradient}", "", "line 5: text must have the same {gradient} as the English text"),
        ("= \\value{loss}", "= 1", "line 6: formula must have the same \\value{loss} as the English text"),
        ('text = "运行。"\n', "", "line 13: text is missing, so it is shown in English"),
        ('text = "运行。"', 'text = ""', "line 14: text is missing, so it is shown in English"),
        ('symbols = [{ text = "δ" }]\n', "", "line 4: symbols is missing, so it is shown in English"),
        ('title = "标题"', "title = 3", "line 1: title must be a text, as it is in English"),
        ('choices = [{ text = "小" }, { text = "大" }]', 'choices = "小"', "line 11: choices must be a list"),
        ('title = "标题"', "title = = 3", "cannot be read: this is not TOML: invalid value"),
    ],
)
def test_a_fault_in_a_translation_is_told_and_its_text_is_english(old, new, told):
    assert old in MINE
    found, faults = read(MINE.replace(old, new, 1))
    assert faults[0].startswith("zh_CN/mine.toml")
    assert told in faults[0]
    assert len(faults) <= 2  # an unknown name, and the text that is missing for it
    english = read_lesson(SOUND, "mine.toml")
    assert [step.claims for step in found.steps] == [step.claims for step in english.steps]


def test_a_translation_that_is_not_text_leaves_the_english_file():
    over = Translated("zh_CN/mine.toml", b'title = "\xff"', TEXTS)
    assert read_lesson(SOUND, "mine.toml", over) == read_lesson(SOUND, "mine.toml")
    assert over.faults == ["zh_CN/mine.toml cannot be read: this is not UTF-8 text"]


def test_numbers_of_a_proof_refer_to_the_translated_names():
    english = resource("proofs/he-depth.toml").read_text(encoding="utf-8")
    names = [run.name for run in read_proof(english, "he-depth.toml").runs]
    lanes = "".join(f'[[config.lane]]\nname = "第 {i} 次运行"\n' for i in range(len(names)))
    found = read_proof(english, "he-depth.toml", Translated("zh_CN/he-depth.toml", lanes.encode(), OF_PROOFS))
    assert [run.name for run in found.runs] == [f"第 {i} 次运行" for i in range(len(names))]
    assert {number.of for number in found.numbers} == {run.name for run in found.runs}


def test_a_term_is_found_by_the_words_of_both_languages():
    found = read_terms(
        '[dead]\ntitle = "死亡"\nalso = ["失活"]\ntext = "它是 0。"\n\n[alive]\ntitle = "存活"\ntext = "它不是。"\n'
    )
    assert found.faults == ()
    assert {found.of_word(word).key for word in ("死亡", "失活", "dead", "died")} == {"dead"}
    assert found.of_word("alive").title == "存活"


def test_a_term_that_its_translation_breaks_is_english():
    found = read_terms('[dead]\ntitle = "死亡"\ntext = "一。二。三。"\n\n[alive]\ntitle = "存活"\ntext = "它不是。"\n')
    assert found.faults == ("zh_CN/words.toml, line 3: text must have one or two sentences, got 3",)
    assert (found.terms["dead"].title, found.terms["alive"].title) == ("Dead", "存活")


@pytest.mark.usefixtures("in_chinese")
def test_what_was_read_in_one_language_is_not_shown_in_another():
    chinese = lessons(), scene("cures")
    assert chinese == (lessons(), scene("cures"))
    translation.use(translation.ENGLISH)
    assert lessons() is not chinese[0]
    assert scene("cures") is not chinese[1]


@pytest.fixture(params=OTHERS)
def in_other(request):
    translation.use(request.param)
    yield request.param
    translation.use(translation.ENGLISH)


@pytest.mark.usefixtures("in_other")
def test_every_lesson_and_scene_is_translated_without_a_fault():
    assert (*lessons().faults, *scenes().faults) == ()


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("folder", ["lessons", "scenes"])
def test_every_lesson_and_scene_has_its_file_and_no_file_is_without_one(code, folder):
    of_language = {file.name for file in resource(f"languages/{code}/{folder}").iterdir()}
    assert of_language == {name for other, where, name in FILES if (other, where) == (code, folder)}


def texts(english, mine):
    """Yield each text of a translation beside the English one, but for formulas."""
    if isinstance(mine, str):
        yield english, mine
    elif isinstance(mine, list):
        for one, other in zip(english, mine, strict=True):
            yield from texts(one, other)
    else:
        for key in mine.keys() - {"formula"}:
            yield from texts(english[key], mine[key])


@pytest.mark.parametrize(("code", "folder", "name"), FILES)
def test_translated_texts_have_the_numbers_the_emphasis_and_the_paragraphs_of_the_english_ones(code, folder, name):
    english, mine = (
        tomllib.loads(resource(f"{under}{folder}/{name}").read_text(encoding="utf-8"))
        for under in ("", f"languages/{code}/")
    )
    for one, other in texts(english, mine):
        for sign in (r"\d+", r"[\u2070-\u2079\u00b2\u00b3\u00b9√½φδαη′]"):
            assert set(re.findall(sign, one)) == set(re.findall(sign, other)), other
        for sign in ("*", "\n\n"):
            assert one.count(sign) == other.count(sign), other
