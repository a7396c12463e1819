"""Every example in `senses.toml` reaches the rule it stands beside: a rule that another one hides is no rule."""

from __future__ import annotations

import re

from dateline.events import naming, parse_all, senses
from dateline.events.predicates import grow
from dateline.events.senses import Rule
from dateline.events.tree import Tree
from dateline.model import Article


def test_each_example_reaches_its_rule() -> None:
    verbs, nouns = senses.rules()
    examples = [
        (rule, sentence[:1].upper() + sentence[1:] + ".")
        for rules in (*verbs.values(), *nouns.values())
        for rule in rules
        for sentence in re.split(r";\s+", rule.example.rstrip("."))
    ]
    articles = [Article(str(number), f"{number}.txt", text, text) for number, (_, text) in enumerate(examples)]
    missed = [
        text
        for (rule, text), read in zip(examples, parse_all(articles), strict=True)
        if not any(each is rule for tree in grow(read) for each in _reached(tree))
    ]
    assert missed == []


def _reached(tree: Tree) -> list[Rule | None]:
    verbs = [senses.rule_of_verb(tree, k) for k in range(tree.size) if naming.is_verb(tree, k)]
    return verbs + [senses.rule_of_noun(tree, k) for k in range(tree.size) if naming.is_noun(tree, k)]


def test_each_rule_has_an_example() -> None:
    verbs, nouns = senses.rules()
    bare = [word for table in (verbs, nouns) for word, rules in table.items() for rule in rules if not rule.example]
    assert bare == []
