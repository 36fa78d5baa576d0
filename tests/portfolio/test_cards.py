"""The picture for social media."""

from competence import levelmap
from portfolio import cards
from portfolio.shape import Part, Shape
from tests.portfolio.test_shape import SOLID, yardstick


class Page:
    """As much of a profile as a card shows."""

    def __init__(self, name: str, headline: str, parts: tuple[Part, ...], key: str = "three-levels") -> None:
        self.name, self.headline = name, headline
        self.shape = Shape(parts, ())
        self.map = levelmap.build(yardstick(key), SOLID)


def test_names_of_all_lengths_and_scripts_are_drawn(settings):
    long = tuple(Part(f"word{n} ") for n in range(200))
    pages = [
        Page("Ada", "", (Part("Nothing is shown yet.", "not"),)),
        Page("Tomasz Wierzbiński Karaağaç " * 5, "Ingénieur " * 30, long),
        Page("岡田 さくら", "🙂", (Part("Solid at "), Part("Level 1", "strong"), Part("."))),
        Page("Noa", "", (Part(""),), key="field-guide"),
    ]
    for page in pages:
        png = cards.draw(page)
        assert png.startswith(b"\x89PNG")
        assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == cards.SIZE
        assert len(png) < 120_000
