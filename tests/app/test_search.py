"""Search: the best entries come first, in groups, also for a part of a word and for one that is misspelt."""

from actviz.app.search import MOST_OF_A_KIND, RECENT, Entry, Group, found, used


def entry(kind: str, title: str, *also: str, detail: str = "") -> Entry:
    return Entry(kind, title.lower(), title, lambda: None, also, detail)


ENTRIES = (
    entry("Commands", "Step 10", detail="Advance by 10 steps."),
    entry("Settings", "Learning rate", "rate", detail="Factor of every step."),
    entry("Settings", "Momentum"),
    entry("Terms", "Rate", detail="How fast something is."),
    entry("Terms", "Learning-rate finder"),
    entry("Terms", "Dead unit", "dying ReLU"),
    entry("Panels", "Dead units"),
)


def titles(groups: list[Group]) -> list[str]:
    return [each.title for group in groups for each in group.entries]


def test_all_words_must_fit_and_beginnings_of_words_do() -> None:
    assert titles(found("lear rat", ENTRIES)) == ["Learning rate", "Learning-rate finder"]
    assert titles(found("rate learning find", ENTRIES)) == ["Learning-rate finder"]
    assert titles(found("xyzzy", ENTRIES)) == []


def test_chinese_words_are_found_by_any_part_of_them_and_by_the_english_ones() -> None:
    vanishing = entry("Terms", "梯度消失 (Vanishing gradient)", "消失")
    entries = (vanishing, entry("Terms", "隐藏层"), entry("Terms", "losses"))
    assert titles(found("消失", entries)) == titles(found("vanish", entries)) == ["梯度消失 (Vanishing gradient)"]
    assert titles(found("层", entries)) == ["隐藏层"]
    assert titles(found("s", entries)) == []  # one Latin letter within a word says nothing


def test_the_whole_title_comes_first() -> None:
    assert titles(found("rate", ENTRIES))[0] == "Rate"
    assert titles(found("dead unit", ENTRIES))[0] == "Dead unit"


def test_another_word_for_it_finds_an_entry_and_so_does_its_description() -> None:
    assert titles(found("dying", ENTRIES)) == ["Dead unit"]
    assert titles(found("factor", ENTRIES)) == ["Learning rate"]


def test_a_misspelt_word_finds_what_is_spelt_nearly_so() -> None:
    assert titles(found("momentun", ENTRIES)) == ["Momentum"]
    assert titles(found("lerning", ENTRIES)) == ["Learning rate", "Learning-rate finder"]


def test_what_was_used_lately_comes_first() -> None:
    recent = used(ENTRIES[1], used(ENTRIES[2], ()))
    groups = found("", ENTRIES, recent)
    assert groups[0] == Group(RECENT, (ENTRIES[1], ENTRIES[2]))
    assert len(titles(groups)) == len(ENTRIES) + 2
    assert titles(found("dead", ENTRIES)) == ["Dead unit", "Dead units"]
    assert titles(found("dead", ENTRIES, used(ENTRIES[6], ()))) == ["Dead units", "Dead unit"]
    assert used(ENTRIES[2], recent) == (ENTRIES[2].name, ENTRIES[1].name)


def test_entries_are_grouped_by_kind_and_a_long_group_is_cut() -> None:
    many = [entry("Terms", f"Layer {i}") for i in range(20)]
    (group,) = found("layer", many)
    assert group.title == "Terms"
    assert len(group.entries) == MOST_OF_A_KIND
    assert [group.title for group in found("rate", ENTRIES)] == ["Terms", "Settings"]


def test_the_name_of_something_that_is_gone_does_no_harm() -> None:
    assert found("", ENTRIES[:1], ("Terms:gone",)) == [Group("Commands", ENTRIES[:1])]
