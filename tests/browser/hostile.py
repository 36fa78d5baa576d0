"""A portfolio in which every text is an attack, and a browser that tells whether one of them worked (R-XSS-01)."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from playwright.sync_api import Page

from accounts.models import User
from competence.models import Skill
from portfolio.actions import artefacts, listings, portfolios, practitioners, projects
from portfolio.forms.profiles import LinkRow
from portfolio.forms.projects import split_libraries
from portfolio.forms.texts import WebAddress
from portfolio.models import BackgroundEntry, Practitioner, Project
from portfolio.shelf.entries import Entry
from tests.browser import work
from tests.factories import portfolio as made

PAYLOADS = tuple((Path(__file__).parent / "data" / "payloads.txt").read_text(encoding="utf-8").splitlines())
A_PROJECT = 25
"""Payloads in one project, each in every text of it."""
FILES = 4
"""Payloads in one project that are names of files: reading a picture takes long."""

HOOK = """
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (text) => { window.tellFired(`${name} ${text ?? ""} at ${location.href.slice(0, 90)}`); };
"""
KINDS = (
    "pointerover pointerenter pointermove pointerdown pointerup mouseover mouseenter mousemove mousedown mouseup "
    "dblclick contextmenu wheel touchstart touchend keydown keypress keyup beforeinput input change focus focusin blur "
    "focusout dragstart drag drop copy cut paste toggle beforetoggle animationstart animationend transitionend scroll "
    "select invalid"
).split()
PROVOKE = """
(kinds) => {
  const web = ["http:", "https:", "mailto:"];
  const calm = (address) => {
    try { return web.includes(new URL(address, document.baseURI).protocol) } catch { return true }
  };
  addEventListener("submit", (event) => {
    event.stopImmediatePropagation();
    const address = event.submitter?.getAttribute("formaction") || event.target.getAttribute("action") || "";
    if (calm(address)) event.preventDefault();
  }, true);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a, area");
    const address = link?.getAttribute("href") ?? link?.getAttribute("xlink:href");
    if (event.target.type === "file" || (link && calm(address ?? ""))) event.preventDefault();
  }, true);
  addEventListener("htmx:confirm", (event) => event.preventDefault(), true);
  let seen = 0;
  for (const element of document.querySelectorAll("*")) {
    seen += 1;
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true }));
    if (element.tagName === "DETAILS") element.open = true;
    element.focus?.();
    if (element.type !== "file" && element.tagName !== "BUTTON") element.click?.();
    if (element.tagName === "BUTTON" && !element.disabled) element.click();
    if (!element.click) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  return seen;
}
"""


@dataclass(frozen=True)
class World:
    """Whose pages to look at."""

    mallory: User
    handle: str
    slugs: tuple[str, ...]
    others: tuple[str, ...]
    """Handles of people whose names are payloads."""


def listen(page: Page) -> list[str]:
    """Every call of alert, confirm, prompt or print in any frame from now on."""
    fired: list[str] = []
    page.context.expose_binding("tellFired", lambda source, told: fired.append(told))
    page.context.add_init_script(HOOK)
    return fired


def provoke(page: Page) -> int:
    """Hovers, clicks, focuses and so on, on every element of every frame; says how many elements that were."""
    seen = sum(frame.evaluate(PROVOKE, KINDS) for frame in page.frames)
    page.wait_for_timeout(60)
    return seen


def raw(payloads: Sequence[str]) -> str:
    """A page that shows the payloads as they are, each in a frame of its own. The positive control."""
    frames = "".join(f'<iframe width="90" height="60" srcdoc="{html.escape(one)}"></iframe>' for one in payloads)
    return f"<!doctype html><html lang=en><title>raw</title><body>{frames}"


def world(mallory: User) -> World:
    """Mallory's portfolio with every payload in every text, and people and projects named by payloads."""
    person = made.practitioner(mallory, handle="mallory", name=PAYLOADS[0][:120], visibility="public")
    chunks = list(_chunks(PAYLOADS))
    slugs = tuple(_project(person, number, chunk).slug for number, chunk in enumerate(chunks))
    _profile(person)
    return World(mallory, person.handle, slugs, tuple(_crowd()))


def _chunks(payloads: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(payloads), A_PROJECT):
        yield payloads[start : start + A_PROJECT]


def addresses(payloads: Sequence[str]) -> list[str]:
    """What the forms let in as an address: the payload itself, and behind a scheme."""
    field, found = WebAddress(max_length=290), []
    for one in payloads:
        for tried in (one, f"javascript:{one}", f"https://a.example/{one}", f"https://a.example/#{one}"):
            try:
                found.append(str(field.clean(tried)))
            except ValidationError:
                continue
    return found


def _project(person: Practitioner, number: int, payloads: Sequence[str]) -> Project:
    first = payloads[0]
    project = made.project(person, first[:140], summary=first[:400])
    with portfolios.batch(person, at=made.AT):
        targets = [target for text in payloads for target in _parts(project, text)]
        for index, address in enumerate(addresses(payloads)):
            made.link(project, f"address-{index}", title=address[:160], url=address, caption=address[:400])
        _says_of_itself(project, payloads)
        skills = Skill.objects.filter(framework__key="three-levels").order_by("key")
        claims = [
            made.evidence(project, skill.key, target, statement=text[:300])
            for skill, target, text in zip(skills, targets, payloads, strict=False)
        ]
    for upload in payloads[:FILES]:
        file = SimpleUploadedFile(f"{upload.replace('/', '∕')}.png", work.png())
        artefacts.add_image(project, file=file, alt=upload[:300], caption=upload[:400], by=person.user, at=made.AT)
    with portfolios.batch(person, at=made.AT):
        for claim, text in list(zip(claims, payloads, strict=True))[:: len(payloads) // 4 or 1]:
            reviewer = made.user(text[:120], affiliation=text[:160])
            made.verdict(claim, reviewer, grounds=text[:2000])
    return projects.publish(project, visibility="public", by=person.user, at=made.AT)


def _parts(project: Project, text: str) -> list[object]:
    """One of everything that a project has, with the payload as each of its texts. Returns places to point at."""
    title = text[:120]
    data = made.dataset(project, title, licence=text[:80], size=title, split=text[:300], note=text)
    made.contributor(project, title, text[:300])
    pieces = [
        made.section(project, title, f"{text}\n\n- {text}\n\n> {text}\n\n[{text}](https://a.example/)\n\n[x]({text})"),
        made.decision(project, title, context=text, options=text, reason=text, revisit=text[:1000]),
    ]
    measured = {"metric": text[:40], "unit": text[:8], "dataset": data, "split": title}
    made.comparison(project, technique=title[:100], problem_shown=text, conclusion=text, **measured)
    made.result(project, baseline="0.5", label=title, note=text, **measured)
    return [pieces[len(text) % 2]]


def _says_of_itself(project: Project, payloads: Sequence[str]) -> None:
    everything, first = "\n\n".join(payloads)[:8000], payloads[-1]
    libraries = [name for name in split_libraries(",".join(payloads)) if len(name) <= 60 and slugify(name)]
    fields = {
        "question": everything[:2000], "harness": everything, "lessons": everything, "limits": everything,
        "dependencies": everything[:4000], "commands": everything[:4000], "seeds": first[:200], "hardware": first[:200],
        "run_time": first[:120], "originality": "adapted", "originality_source": first[:300],
        "text_licence": first[:60], "code_licence": first[:60],
    }  # fmt: skip
    project.refresh_from_db()
    projects.change(
        project, revision=project.revision, fields=fields, libraries=libraries[:30], by=project.practitioner.user,
        at=made.AT,
    )  # fmt: skip


def _profile(person: Practitioner) -> None:
    person.refresh_from_db()
    targets = [target for one in PAYLOADS for target in (one, f"https://a.example/{one}")]
    rows = [LinkRow({"label": target[:60], "url": target}) for target in targets]
    fields = {
        "headline": PAYLOADS[1][:160], "location": PAYLOADS[2][:120], "open_to": PAYLOADS[3][:160],
        "about": "\n\n".join(PAYLOADS)[:4000], "order_reason": PAYLOADS[4],
        "links": [row.cleaned_data for row in rows if row.is_valid()],
    }  # fmt: skip
    background = [BackgroundEntry(kind="work", period=text[:40], text=text[:200]) for text in PAYLOADS]
    practitioners.change(
        person, revision=person.revision, fields=fields, background=background, by=person.user, at=made.AT
    )


def _crowd() -> list[str]:
    """One listed person for every payload as a name, with a listed project of that title; written straight down."""
    dates = {"created_at": made.AT, "changed_at": made.AT}
    people = Practitioner.objects.bulk_create(
        Practitioner(handle=f"crowd-{n}", name=text[:120], headline=text[:160], visibility="public", **dates)
        for n, text in enumerate(PAYLOADS)
    )
    # fmt: off
    works = Project.objects.bulk_create(
        Project(
            practitioner=person, slug="work", title=text[:140], summary=text[:400], question=text, visibility="public",
            published_at=made.AT, **dates,
        )
        for person, text in zip(people, PAYLOADS, strict=True)
    )
    # fmt: on
    own = frozenset({("originality", "own")})
    listings.write({one.practitioner_id: {one.pk: Entry(made.AT, one.uuid, None, own)} for one in works})
    return [person.handle for person in people]
