"""A hash of content: the same for the same content, another for any other."""

from competence import fingerprint
from tests.factories.competence import SMALL, small_yardstick


def test_layout_comments_and_the_choice_of_the_default_are_no_content() -> None:
    plain = fingerprint.of(small_yardstick())
    assert fingerprint.of(small_yardstick("# hello\n" + SMALL.replace("\n\n", "\n\n\n"))) == plain
    default = SMALL.replace('title = "A small', 'default = true\ntitle = "A small')
    assert fingerprint.of(small_yardstick(default)) == plain
    assert len(plain) == 64


def test_everything_else_is_content() -> None:
    changes = [
        ('name = "Load data"', 'name = "Load the data"'),
        ('name = "Load data"', 'name = "Load data"\ncolour = "blue"'),
        ('text = "Begin small."', 'text = "Begin big."'),
        ("at_least_values = 1", "at_least_values = 2"),
        ('counted_strength = "evidenced"', 'counted_strength = "claimed"'),
    ]
    hashes = {fingerprint.of(small_yardstick(SMALL.replace(*change))) for change in changes}
    assert len(hashes | {fingerprint.of(small_yardstick())}) == len(changes) + 1


def test_the_order_of_skills_is_content() -> None:
    first, second = SMALL.index('[[skills]]\nid = "s1.basics.load"'), SMALL.index('[[skills]]\nid = "s1.basics.split"')
    third = SMALL.index('[[skills]]\nid = "s2.more.tune"')
    turned = SMALL[:first] + SMALL[second:third] + SMALL[first:second] + SMALL[third:]
    assert fingerprint.of(small_yardstick(turned)) != fingerprint.of(small_yardstick())
