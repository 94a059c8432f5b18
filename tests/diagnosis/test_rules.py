"""Each rule of diagnosis has its own file; `test_diagnosis` tests their findings."""

import pkgutil

from actviz.diagnosis import rules


def test_every_file_of_rules_adds_the_rule_of_its_own_name():
    assert {module.name for module in pkgutil.iter_modules(rules.__path__)} == set(rules.RULES)
