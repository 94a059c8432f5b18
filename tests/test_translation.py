"""Texts in another language: looked up, filled in, and English where nobody has translated them."""

from collections.abc import Iterator

import pytest

from actviz import translation
from actviz.translation import ENGLISH, kept_in_one_language, language, mark, tr, tr_count

TEXTS = {"Layer {layer} of {n}": "共 {n} 层的第 {layer} 层", "{n} unit": "{n} 个单元"}


@pytest.fixture
def chinese() -> Iterator[None]:
    translation.use("zh_CN", lambda text, _comment, _count: TEXTS.get(text, text))
    yield
    translation.use(ENGLISH)


def test_in_english_a_text_is_itself_with_its_values() -> None:
    assert language() == ENGLISH
    assert tr("Layer {layer} of {n}", layer=3, n=8) == "Layer 3 of 8"
    assert tr("100 % {of it}") == "100 % {of it}"
    assert mark("Loss") == "Loss"
    assert tr_count("{n} unit", "{n} units", 1) == "1 unit"
    assert tr_count("{n} unit in {layer}", "{n} units in {layer}", 5, layer="layer 2") == "5 units in layer 2"


@pytest.mark.usefixtures("chinese")
def test_a_translation_may_change_the_order_and_has_forms_of_its_own() -> None:
    assert language() == "zh_CN"
    assert tr("Layer {layer} of {n}", layer=3, n=8) == "共 8 层的第 3 层"
    assert tr_count("{n} unit", "{n} units", 5) == "5 个单元"
    assert tr("Nobody has translated {this}", this="text") == "Nobody has translated text"


def test_what_is_kept_in_one_language_is_forgotten_when_another_is_put_in_use() -> None:
    kept = {"a text": "in English"}
    kept_in_one_language(kept.clear)
    translation.use(ENGLISH)
    assert not kept
