"""The documentation is whole: every setting, every command, every decision."""

import re

from tests.architecture.source import ROOT, sources

CALL = re.compile(r"""env\.(?:text|boolean|integer|words|choice|secret)\(\s*["']([A-Z_]+)["']""")
SETTINGS_PAGE = ROOT / "docs/operating/settings.md"


def settings_in_code() -> set[str]:
    return {name for source in sources("config") for name in CALL.findall(source.text)}


def test_the_example_names_every_setting_and_no_other():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?\s?([A-Z][A-Z_]+)=", example, flags=re.MULTILINE)) == settings_in_code()


def test_the_page_of_settings_explains_every_one_and_no_other():
    page = SETTINGS_PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", page, flags=re.MULTILINE)) == settings_in_code()


def test_every_command_is_documented():
    commands = {
        source.path.stem
        for source in sources("core", "accounts", "competence", "portfolio", "dashboard")
        if source.path.parent.name == "commands" and not source.path.stem.startswith("_")
    }
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert sorted(name for name in commands if f"manage.py {name}" not in pages) == []


def test_every_decision_has_a_number_of_its_own_and_says_when_and_why():
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages if page.name[:4].isdecimal()]
    assert len(numbers) == len(set(numbers))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith("# "), page.name
        if page.name[:4].isdecimal():
            assert len(text) > 300, f"{page.name} gives no reasons"


CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def test_links_inside_the_documentation_lead_somewhere():
    broken = []
    for page in [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]:
        prose = CODE.sub("", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_make_help_names_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE).group(1).split()
    helped = re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE)
    assert set(phony) == set(helped)


def test_locks_name_no_place():
    """They must install from any index: hashes decide, not hosts."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"https?:|^--|file:|@ ", text, flags=re.MULTILINE), lock.name
        packages = re.findall(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?)==", text, flags=re.MULTILINE | re.IGNORECASE)
        assert len(packages) > 20
        assert text.count("--hash=sha256:") >= len(packages)
