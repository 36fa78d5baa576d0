"""Who wrote a text, taken out of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.scrub import Identity, Scrub
from hiring.scrub_patterns import fold


def scrub(text: str, name: str = "Ada Lindqvist", handle: str = "ada", **more: object) -> str:
    return Scrub(Identity(name, handle, **more))(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Work by Ada Lindqvist, 2024", "Work by [hidden], 2024"),
        ("Lindqvist, Ada: a study", "[hidden]: a study"),
        ("ADA LINDQVIST", "[hidden]"),
        ("A. Lindqvist and others", "[hidden] and others"),
        ("Ada's network, Lindqvist’s idea, Lindqvists Netz", "[hidden] network, [hidden] idea, [hidden] Netz"),
        ("LindqvistNet and trainLindqvistModel", "[hidden]Net and train[hidden]Model"),
        ("adalindqvist, ada.lindqvist, lindqvist_ada, alindqvist", "[hidden]"),
        ("ada_utils.py and /home/ada/data", "[hidden]_utils.py and /home/[hidden]/data"),
        ("metadata of Canada, AdaBoost, Adam", "metadata of Canada, AdaBoost, Adam"),
        ("Lindqvistian is another word", "Lindqvistian is another word"),
        ("nothing to hide", "nothing to hide"),
        ("", ""),
    ],
)
def test_names(text: str, left: str) -> None:
    assert scrub(text) == left


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Tomás Okafor", "Tomás, TOMAS and Toma\u0301s; Okafor", "[hidden] and [hidden]; [hidden]"),
        ("Jürgen Müller", "Juergen Mueller, Jurgen Muller, müller", "[hidden]"),
        ("Søren Łukasz", "Soren, Sören and Lukasz", "[hidden] and [hidden]"),
        ("Mei-Lin Aalto", "Mei-Lin, Mei Lin, MeiLin and mei_lin", "[hidden] and [hidden]"),
        ("Mei-Lin Aalto", "Lin et al. used a linear model in Berlin", "[hidden] et al. used a linear model in Berlin"),
        ("Anne O'Neill", "O'Neill, O’Neill, ONeill; one ill model", "[hidden]; one ill model"),
        ("Noor van Dijk", "van Dijk; a van and a dijk", "van [hidden]; a van and a [hidden]"),
        ("Nguyen Van An", "Nguyen Van An; An Nguyen Van; an ordinary van", "[hidden]; [hidden]; an ordinary van"),
        ("Le Van An", "Le Van An; An Le Van and le_van_an; an easy le", "[hidden]; [hidden] and [hidden]; an easy le"),
        ("An Do", "An Do; DO AN; to do an ablation", "[hidden]; [hidden]; to do an ablation"),
        ("Van Le", "by Van Le, of Le; le van", "by [hidden], of [hidden]; le van"),
        ("Ada - Lindqvist", "x - y, a-b; Ada - Lindqvist", "x - y, a-b; [hidden]"),
        ("李明", "作者李明的模型", "作者[hidden]的模型"),
        ("Мария Иванова", "Мария, мария и Иванова", "[hidden] и [hidden]"),
        ("ada lindqvist", "Ada lindqvist, Lindqvist", "[hidden]"),
        ("Lin\u00addqvist", "Lindqvist", "[hidden]"),
        ("Ada Lindqvist", "Lind\u200bqvist and Lind\u00adqvist", "[hidden] and [hidden]"),
    ],
)
def test_spellings(name: str, text: str, left: str) -> None:
    assert scrub(text, name, "nobody-here") == left


@pytest.mark.parametrize(
    ("name", "handle", "text", "left"),
    [
        ("May Li", "may", "It may be. May we list Li-ion, Li2CO3?", "It may be. [hidden] we list Li-ion, Li2CO3?"),
        ("May Li", "may", "Lithium light, list", "Lithium light, list"),
        ("May Li", "may", "@may wrote it; see /may/ and ~may", "[hidden] wrote it; see /[hidden]/ and ~[hidden]"),
        ("May Li", "may", "by May Li and may li", "by [hidden] and [hidden]"),
        ("Will Young", "will", "We will see young trees. Will did.", "We will see young trees. [hidden] did."),
        ("Grace Data", "data", "the data say; grace period", "the data say; grace period"),
        ("Jo Berg", "jo", "major jobs, Berger, Bergen; Jo Berg", "major jobs, Berger, Bergen; [hidden]"),
    ],
)  # fmt: skip
def test_short_names_and_names_that_are_words(name: str, handle: str, text: str, left: str) -> None:
    assert scrub(text, name, handle) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mail x.y+z@example.org now", "mail [hidden] now"),
        ("git@github.com:somebody/repo.git", "[hidden]"),
        ("see https://git.example/someone/x?y=1#z.", "see [hidden]"),
        ("at www.somebody.net/page", "at [hidden]"),
        ("at somebody.example or github.com/some/repo", "at [hidden] or [hidden]"),
        ("thanks to @someone for it", "thanks to [hidden] for it"),
        ("@property\ndef f(self): ...", "@property\ndef f(self): ..."),
        ("@jax.jit\ndef f(a): return a @ b", "@jax.jit\ndef f(a): return a @ b"),
        ("x = np.io.read(pd.io.json); train.py; scores.csv", "x = np.io.read(pd.io.json); train.py; scores.csv"),
        ("/Users/somebody/x and /home/else/x", "/Users/[hidden]/x and /home/[hidden]/x"),
        ("# Author: Some Body\nx = 1", "# Author: [hidden]\nx = 1"),
        ("__author__ = 'Some Body'", "__author__ = [hidden]"),
        ("© 2024 Some Body", "© [hidden]"),
        ("The authors of the paper say so", "The authors of the paper say so"),
    ],
)
def test_addresses_and_authors_of_whoever(text: str, left: str) -> None:
    assert scrub(text) == left


@pytest.mark.parametrize(
    ("line", "text", "left"),
    [
        ("BSc Statistics, University of Gothenburg", "At the University of Gothenburg", "At the [hidden]"),
        ("BSc Statistics, University of Gothenburg", "statistics of a university", "statistics of a university"),
        ("MSc Statistics, NTNU", "NTNU data, Statistics", "[hidden] data, Statistics"),
        ("Data engineer at Siemens Energy: turbines", "Siemens Energy, Siemens; energy", "[hidden]; energy"),
        ("Ericsson: data engineer", "Ericsson data", "[hidden] data"),
        ("Statistician, concrete laboratory", "Statistician; Concrete", "Statistician; Concrete"),
        ("Demand analyst, energy retailer", "Demand rises; Energy", "Demand rises; Energy"),
        ("Soil laboratory, kestrel station", "Soil and kestrel", "Soil and kestrel"),
        ("Keras, PyTorch, scikit-learn", "Keras and PyTorch", "Keras and PyTorch"),
    ],
)  # fmt: skip
def test_employers_and_schools(line: str, text: str, left: str) -> None:
    assert scrub(text, "Nobody Known", "nobody-known", background=(line,)) == left


@pytest.mark.parametrize(
    ("affiliation", "text", "left"),
    [
        ("Siemens Energy", "Siemens Energy, Siemens; energy", "[hidden]; energy"),
        ("yoyodyne propulsion", "At Yoyodyne Propulsion, and Yoyodyne", "At [hidden], and [hidden]"),
        ("University of Gothenburg", "the university of Gothenburg", "the [hidden]"),
        ("Freelance", "freelance data", "freelance data"),
        ("", "nothing", "nothing"),
    ],
)
def test_affiliation_of_the_account(affiliation: str, text: str, left: str) -> None:
    assert scrub(text, "Nobody Known", "nobody-known", affiliation=affiliation) == left


@pytest.mark.parametrize(
    ("headline", "text", "left"),
    [
        ("Lead modeller at Vandelay Industries, Wind Power", "Vandelay data, Wind Power", "[hidden] data, Wind Power"),
        ("Forecasting @ Siemens", "Siemens turbines; forecasting", "[hidden] turbines; forecasting"),
        ("Time series at scale", "Time series at scale", "Time series at scale"),
        ("Neural Networks for Energy", "Neural Networks for Energy", "Neural Networks for Energy"),
    ],
)
def test_the_employer_of_a_headline(headline: str, text: str, left: str) -> None:
    assert scrub(text, "Nobody Known", "nobody-known", headline=headline) == left


def test_the_name_of_the_account_is_theirs_as_well() -> None:
    assert scrub("Lindgren and Lindqvist", account="Ada Lindgren") == "[hidden] and [hidden]"


@pytest.mark.parametrize(
    ("link", "text", "left"),
    [
        ("https://git.example/quixote", "import quixote_tools", "import [hidden]_tools"),
        ("https://social.example/@quixote/", "by quixote", "by [hidden]"),
        ("https://www.linkedin.com/in/al-1987?x=1", "al-1987, al_1987", "[hidden]"),
        ("https://quixote.example/about", "about Quixote", "about Quixote"),
        ("https://git.example/some/project", "some project", "some project"),
        ("https://[broken", "broken", "broken"),
        ("mailto:quixote@example.org", "quixote", "quixote"),
    ],
)
def test_what_they_are_called_elsewhere(link: str, text: str, left: str) -> None:
    assert scrub(text, "Nobody Known", "nobody-known", links=(link,)) == left


@pytest.mark.parametrize(
    ("place", "text", "left"),
    [
        ("Gothenburg, Sweden", "Meters of Gothenburg, in sweden", "Meters of [hidden], in [hidden]"),
        ("New York", "new york and York", "[hidden] and York"),
        ("Remote, Europe", "remote sensing of Europe", "remote sensing of Europe"),
        ("Austin, US", "US and us", "[hidden] and us"),
    ],
)
def test_places(place: str, text: str, left: str) -> None:
    assert scrub(text, "Nobody Known", "nobody-known", place=place) == left


def test_others_are_hidden_as_persons_or_as_phrases() -> None:
    others = ("Jo Lindgren", "A lichenologist of the local nature society")
    text = "Lindgren labelled; a lichenologist of the local nature society helped; local nature"
    assert scrub(text, others=others) == "[hidden] labelled; [hidden] helped; local nature"


def test_lines_stay_lines() -> None:
    code = "# Ada\n# Lindqvist\nx = 1\n"
    assert scrub(code).count("\n") == 3


@settings(max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_long_name_never_stays(before: str, after: str) -> None:
    left = scrub(f"{before} Lindqvist {after}")
    assert "lindqvist" not in fold(left)[0].casefold()


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_folding_knows_its_places(text: str) -> None:
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_what_needs_no_hiding_is_the_same_for_everybody() -> None:
    text = "A network of 64 units, fitted on 24 hours; see the table. Data by household, in March."
    people = (
        Identity("Ada Lindqvist", "ada", (), "Gothenburg, Sweden", ("BSc Statistics, University of Gothenburg",)),
        Identity("Li Wei", "liwei", (), "Singapore", ("Data analyst, telecom operator: retention and pricing",)),
        Identity("", "", (), "", ()),
        Identity("An Do", "an-do", account="Bo Berg", affiliation="Self-employed", links=("https://x.example/cv",)),
    )
    assert {Scrub(person)(text) for person in people} == {text}
