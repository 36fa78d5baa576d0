"""What a job text says is not needed is not proposed, and what stands beside it is. No database."""

import time
from pathlib import Path

import pytest

from competence.formats import toml
from competence.yardstick import Yardstick
from hiring import jobtext

SHIPPED = Path(__file__).resolve().parents[2] / "competence" / "data" / "three-levels.toml"
NEEDS = {
    "PyTorch": "skill:l1.library.fit-model",
    "Docker": "skill:l1.library.environment-setup",
    "XGBoost": "skill:l1.modeling.compare-models",
    "overfitting": "skill:l2.generalization.diagnose-overfitting",
    "dropout": "skill:l2.generalization.dropout",
    "LSTM": "skill:l3.technique.ts-recurrent",
    "Kafka": "skill:lx.scale.streaming-data",
    "Spark": "skill:lx.scale.big-data",
    "NLP": "domain:natural-language",
    "vision": "domain:computer-vision",
}


@pytest.fixture(scope="module")
def three_levels() -> Yardstick:
    return toml.read_framework(SHIPPED.read_text(encoding="utf-8"), "three-levels.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Experience with PyTorch and no PhD required.", "PyTorch must"),
        ("You will not need Docker.", "Docker none"),
        ("No PhD required, but solid PyTorch.", "PyTorch must"),
        ("No knowledge of NLP, computer vision or Docker is required.", "NLP none, vision none, Docker none"),
        ("Docker, Kafka and Spark are not needed.", "Docker none, Kafka none, Spark none"),
        ("You know PyTorch, Docker is not needed.", "PyTorch must, Docker none"),
        ("You must know PyTorch and Docker is not required.", "PyTorch must, Docker none"),
        ("You do not need Docker and must know PyTorch.", "Docker none, PyTorch must"),
        ("Not required: Docker, Kafka.", "Docker none, Kafka none"),
        ("Docker is used here; a PhD is not required.", "Docker useful"),
        ("We use Docker and no degree is required.", "Docker useful"),
        ("No matter whether you use Keras or XGBoost, experience with dropout is required.", "dropout must"),
        ("No less than three years of PyTorch required.", "PyTorch must"),
        ("It is not necessary to know Docker.", "Docker none"),
        ("You are not expected to know Kafka, but PyTorch is essential.", "Kafka none, PyTorch must"),
        ("We work with PyTorch, not XGBoost.", "PyTorch useful, XGBoost none"),
        ("We use PyTorch rather than XGBoost.", "PyTorch useful, XGBoost none"),
        ("Never used Docker? No problem.", "Docker none"),
        ("No experience with Docker? No problem, you will learn it.", "Docker none"),
        ("You won't need Docker, Kafka or Spark.", "Docker none, Kafka none, Spark none"),
        ("Knowledge of Docker isn't required.", "Docker none"),
        ("Docker is not required but would be a plus.", "Docker useful"),
        ("Docker is not required, but Kafka is a plus.", "Docker none, Kafka useful"),
        ("Docker is a plus, not a requirement.", "Docker useful"),
        ("We do not require Docker.", "Docker none"),
        ("Docker skills are unnecessary.", "Docker none"),
        ("You need no Docker.", "Docker none"),
        ("We don't use Kafka or Spark, we use Docker.", "Kafka none, Spark none, Docker useful"),
        ("Requirements\n- PyTorch\n- no Docker needed", "PyTorch must, Docker none"),
        ("Requirements:\n- PyTorch (no PhD required)", "PyTorch must"),
        ("PyTorch - no PhD required", "PyTorch useful"),
        ("You must have trained models without overfitting.", "overfitting must"),
        ("Experience with PyTorch is required, no exceptions.", "PyTorch must"),
        ("We have no need for NLP right now.", "NLP none"),
        ("There is no Docker here.", "Docker none"),
        ("Whether you have a PhD or not, PyTorch is required.", "PyTorch must"),
        ("Not having used PyTorch is fine.", "PyTorch none"),
        ("You don't have to know Docker.", "Docker none"),
        ("No prior knowledge of NLP or computer vision needed - we teach you.", "NLP none, vision none"),
        ("No computer vision, no NLP: we only forecast.", "NLP none, vision none"),
        ("This is not an NLP role.", "NLP none"),
        ("You do not need a PhD to train PyTorch models.", "PyTorch useful"),
        ("If you have no experience with Keras, XGBoost is required.", "XGBoost must"),
        ("We're not looking for Kafka wizards; PyTorch is what counts.", "Kafka none, PyTorch useful"),
        ("A degree isn't necessary. Strong PyTorch is.", "PyTorch must"),
        (
            "You must know PyTorch; Docker, Kafka and Spark aren't needed.",
            "PyTorch must, Docker none, Kafka none, Spark none",
        ),
        ("Must have: PyTorch. Not needed: Docker.", "PyTorch must, Docker none"),
        ("We expect solid knowledge of dropout and not just of Keras.", "dropout must, PyTorch must"),
        ("You bring hands-on PyTorch and you do not mind that no degree is required.", "PyTorch must"),
        ("Neither Docker nor Kafka is required.", "Docker none, Kafka none"),
        ("Docker is neither needed nor required.", "Docker none"),
        ("No one here uses Docker.", "Docker none"),
        ("PhD not required, PyTorch required.", "PyTorch must"),
        ("A PhD is not required for this role, experience with PyTorch is.", "PyTorch must"),
        ("Experience with Docker is not a must.", "Docker useful"),
        ("Experience with PyTorch is a must, with Docker it is not.", "PyTorch must"),
        ("Our team of 5 (no recruiters) needs PyTorch.", "PyTorch useful"),
        ("NLP is not part of the job; LSTM experience is essential.", "NLP none, LSTM must"),
        ("You don't just know PyTorch, you master it.", "PyTorch must"),
        ("You've no doubt used PyTorch.", "PyTorch must"),
        ("While no PhD is required, you must know PyTorch.", "PyTorch must"),
        ("PyTorch is not optional.", "PyTorch must"),
        ("You cannot do without Docker.", "Docker must"),
        ("No more Docker", "Docker none"),
        ("Working without Docker is not an option: Docker is required.", "Docker must"),
        ("You should not be afraid of LSTM.", "LSTM useful"),
        ("No LSTM is needed if you know dropout.", "LSTM none"),
        ("There are no strict requirements, but PyTorch helps.", "PyTorch useful"),
        ("We are not a computer vision company.", "vision none"),
        (
            "The role does not require NLP, computer vision or Kafka experience, but does require PyTorch.",
            "NLP none, vision none, Kafka none, PyTorch must",
        ),
        ("Candidates without Docker experience are welcome.", "Docker useful"),
        ("Nice to have, not required: Docker", "Docker useful"),
        ("Docker (not required)", "Docker none"),
        ("Docker (optional, not required)", "Docker useful"),
        ("PyTorch required (Docker not needed)", "PyTorch must, Docker none"),
        ("Kafka would be a plus and Docker is not needed.", "Kafka useful, Docker none"),
        ("While experience with Docker is not strictly required, it will help.", "Docker useful"),
        ("A PhD is not required; however, strong PyTorch is.", "PyTorch must"),
        ("You must have experience in NLP, not necessarily with LSTM.", "NLP must, LSTM none"),
        ("No need to know everything, but PyTorch and dropout are a must.", "PyTorch must, dropout must"),
        ("You should have no trouble with LSTM.", "LSTM useful"),
        ("There is no better place to learn NLP.", "NLP useful"),
        ("No experience needed with Docker - PyTorch is required.", "Docker none, PyTorch must"),
        ("It's fine if you haven't used Docker.", "Docker none"),
        ("It does not have to be NLP; solid LSTM is enough.", "NLP none, LSTM must"),
        ("We're no longer using Kafka, we moved to Docker.", "Kafka none, Docker useful"),
        ("Experience with PyTorch, TensorFlow or JAX (no preference).", "PyTorch must"),
        ("Set up a test harness; no Docker, please, and no Kafka.", "Docker none, Kafka none"),
        ("No Docker knowledge needed, just PyTorch.", "Docker none"),
    ],
)
def test_words_reach_what_they_mean_and_no_further(text: str, expected: str, three_levels: Yardstick) -> None:
    found = {one.id: one.weight for one in jobtext.propose(text, three_levels)}
    weighed = ((name, found.get(NEEDS[name], "none")) for name, _ in (each.split() for each in expected.split(", ")))
    assert ", ".join(f"{name} {weight}" for name, weight in weighed) == expected


@pytest.mark.parametrize(
    "part", ["instead of keras and ", "no a, ", "a, not keras, ", "keras - not required: ", "no no "]
)
def test_hostile_sentences_are_read_in_one_go(part: str, three_levels: Yardstick) -> None:
    """Hundredths of a second; each word held against all others would take minutes."""
    before = time.process_time()
    jobtext.propose((part * 20_000)[:19_990] + " or keras", three_levels)
    assert time.process_time() - before < 2
