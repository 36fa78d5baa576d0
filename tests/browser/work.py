"""The work that the person of the journey really did, and how they write it into the studio.

`write(page)` uses nothing but links, boxes and buttons, so that the same steps run with and without JavaScript.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

TITLE = "Churn in a telecom table"
SLUG = "churn-in-a-telecom-table"
STUDIO = f"/studio/projects/{SLUG}"
COMMIT = "9b27d10c5f1e4a6b8d3c2e1f0a9b8c7d6e5f4a3b"
CODE = f"https://github.com/vera-example/churn/blob/{COMMIT}/train.py"
SUMMARY = "A small network against logistic regression on 7,043 customers, judged on one honest split."
QUESTION = "Can churn be told a month ahead, so that a call still helps?"
ASKED = "The yardstick is the loss $L = -\\frac{1}{n}\\sum_i y_i \\log p_i$, because a call costs money."
CLEANED = """Gaps are filled inside each fold.

```python
scaler = StandardScaler().fit(train)
```

| column | gaps | filled with |
|---|---:|---|
| tenure | 11 | median |
| charges | 0 | – |
"""
TUNED = "Dropout closes the gap between the two curves.\n\n![Both losses by epoch](image:curves)"
RESULT = {
    "label": "MLP, 64 units", "metric": "ROC AUC", "value": "0.840", "better": "higher", "spread": "0.006",
    "spread_kind": "std", "repeats": "5", "split": "test, 20 %, drawn once",
    "ref-0-role": "naive", "ref-0-value": "0.500", "ref-0-source": "always the majority",
}  # fmt: skip
BEST = {"ref-1-role": "strong", "ref-1-value": "0.862", "ref-1-source": "Kaggle, first place"}
COMPARISON = {
    "technique": "Dropout 0.3", "problem": "overfitting", "problem_shown": "Validation loss rises from epoch 9.",
    "metric": "ROC AUC", "better": "higher", "before": "0.812", "before_spread": "0.010", "before_repeats": "5",
    "after": "0.840", "after_spread": "0.006", "after_repeats": "5", "spread_kind": "std",
    "conclusion": "It helps by almost three spreads.",
}  # fmt: skip
DECISION = {
    "choice": "F1 on the minority class instead of accuracy", "context": "One in four leaves.",
    "options": "Accuracy, ROC AUC", "reason": "A missed leaver costs ten calls.", "revisit": "Cheaper calls.",
}  # fmt: skip
OVERVIEW = {
    "summary": SUMMARY, "question": QUESTION, "originality": "own", "axis-target-type": "binary",
    "libraries": "Keras, pandas", "harness": "Five folds, one test split that nobody saw.", "seeds": "1 to 5",
    "lessons": "Begin with the split.", "limits": "One telecom, one year.", "commands": "python train.py",
    "text_licence": "CC BY 4.0", "code_licence": "MIT",
}  # fmt: skip
EVIDENCE = (
    # what to type, the skill, the place to tick (by its text), lines of code, what to look at
    ("dropout", "l2.generalization.dropout", "Dropout 0.3", "", "The two curves before and after."),
    (
        "binary",
        "l1.modeling.target-binary",
        "F1 on the minority class",
        "",
        "The threshold follows the price of a call.",
    ),
    ("fit", "l1.library.fit-model", "train.py", "40-88", "The training loop with its five seeds."),
    ("scale", "l1.modeling.scaling", "", "", "Scaled on the training part only."),
    ("overfitting", "l2.generalization.diagnose-overfitting", "", "", "Read from the curves."),
)


def png() -> bytes:
    """Two curves that part, as a picture."""
    image = Image.new("RGB", (800, 450), "white")
    draw = ImageDraw.Draw(image)
    draw.line([(20 + 8 * x, 400 - 3 * x) for x in range(95)], fill="#264f2d", width=4)
    draw.line([(20 + 8 * x, 380 - 4 * x if x < 40 else 220 + 2 * (x - 40)) for x in range(95)], fill="#a33", width=4)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def fill(where: Page | Locator, values: Mapping[str, str]) -> None:
    """Types, chooses or ticks, by the name of the box; what is not there fails."""
    for name, value in values.items():
        box = where.locator(f'[name="{name}"]:visible')
        kind = box.first.evaluate("one => one.type")
        if kind == "radio":
            where.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind.startswith("select"):
            box.select_option(value)
        else:
            box.fill(value)


def unfold(page: Page) -> None:
    """Opens every part of a form that is folded."""
    folded = page.locator("form.settings details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def press(page: Page, button: str, said: str = "") -> None:
    """Presses a button and waits for what the site says to it."""
    page.get_by_role("button", name=button, exact=True).click()
    if said:
        expect(page.get_by_role("status").filter(has_text=said).first).to_be_visible()


def follow(page: Page, link: str) -> None:
    """Follows a link of the main part, by its words."""
    page.get_by_role("main").get_by_role("link", name=link).first.click()


def tab(page: Page, name: str) -> None:
    """Opens a part of the project."""
    page.get_by_role("navigation", name="Parts of the project").get_by_role("link", name=name, exact=True).click()
    expect(page.locator('.tabs [aria-current="page"]')).to_have_text(name)


def write(page: Page) -> None:
    """The whole project, from its title to the evidence; the page is signed in and has a profile."""
    page.goto("/studio/projects/new/")
    page.get_by_label("What is it called?").fill(TITLE)
    press(page, "Start project", "Project started.")
    tab(page, "Write-up")
    sections(page, {"Define the problem": ASKED, "Prepare the data": CLEANED})
    tab(page, "Data")
    follow(page, "Add data set")
    fill(page, {"name": "Telco churn", "origin": "standard-dataset", "licence": "CC0", "size": "7,043 rows"})
    press(page, "Add data set", "Data set added.")
    result(page)
    tab(page, "Comparisons")
    follow(page, "Add comparison")
    fill(page, COMPARISON)
    press(page, "Add comparison", "Comparison added.")
    tab(page, "Decisions")
    follow(page, "Add decision")
    fill(page, DECISION)
    press(page, "Add decision", "Decision added.")
    artefacts(page)
    tab(page, "Write-up")
    sections(page, {"Tune the model": TUNED})
    tab(page, "Overview")
    unfold(page)
    fill(page, OVERVIEW)
    press(page, "Save overview", "Overview saved.")
    tab(page, "Evidence")
    for evidence in EVIDENCE:
        link_skill(page, *evidence)


def sections(page: Page, texts: Mapping[str, str]) -> None:
    """Writes under the headings of the outline."""
    for title, text in texts.items():
        page.get_by_role("main").get_by_role("link", name=re.compile(rf"Write it ?: {title}")).click()
        page.locator('[name="body"]').fill(text)
        press(page, "Save section", "Section saved.")


def result(page: Page) -> None:
    """One result, with a line more for the second value that it is read against."""
    tab(page, "Results")
    follow(page, "Add result")
    fill(page, RESULT)
    page.get_by_role("button", name="Another line").click()
    page.locator('[name="ref-1-value"]').wait_for()
    assert page.locator('[name="label"]').input_value() == RESULT["label"]
    fill(page, BEST)
    press(page, "Add result", "Result added.")


def artefacts(page: Page) -> None:
    """An image and a link to code at a commit."""
    tab(page, "Artefacts")
    follow(page, "Add images")
    page.locator('[name="image-0-file"]').set_input_files(
        {"name": "curves.png", "mimeType": "image/png", "buffer": png()}
    )
    fill(page, {"image-0-alt": "Both losses by epoch", "image-0-title": "Curves"})
    press(page, "Add images", "Image added.")
    follow(page, "Add link")
    fill(page, {"title": "train.py", "link_kind": "code", "url": CODE})
    press(page, "Add link", "Link added.")


def link_skill(page: Page, words: str, skill: str, place: str, lines: str, statement: str) -> None:
    """Puts the project forward for one skill, found by typing words of it."""
    page.get_by_label("Find a skill").fill(words)
    page.locator("#ev").evaluate("form => form.dataset.old = 'yes'")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator("#ev:not([data-old])").wait_for()
    page.locator(f'[name="skill"][value="{skill}"]').check()
    if place:
        page.locator("label.opt", has_text=place).locator('[name="places"]').check()
    if lines:
        page.locator('[name^="lines-"]').fill(lines)
    page.locator('[name="statement"]').fill(statement)
    press(page, "Link evidence", "Evidence linked.")
    expect(page.locator('[name="statement"]')).to_have_value("")
