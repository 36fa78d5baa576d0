"""The naming law: noun and verb spell the address's name, the view, the template and the test."""

import ast
import re

import pytest

from tests.architecture.routes import routes
from tests.architecture.source import APPS, ROOT, code, sources

TEMPLATES = ROOT / "templates"
# Names that are not `<module>-<function>` of their view, with the reason.
OTHER_NAMES: dict[str, str] = {
    "core:styleguide": "there is one style guide",
    "portfolio:studio": "a door: it leads to the projects",
    "portfolio:projects-list": "a person's own projects; the public list is projects-index",
    "portfolio:profiles-feed": "a rendering of the profile that is a file of its own",
}
# Templates that no view of ours names: Django, allauth or every page does.
NAMED_BY_OTHERS = ("components/", "django/", "account/", "mfa/", "allauth/", "competence/email/", "hiring/email/")
AT_THE_ROOT = re.compile(r"(base|bare|\d{3}|403_csrf)\.html")
EMPTY_LAYERS = {"__init__.py", "apps.py"}
LAYERS = {"urls", "views", "admin", "management", "forms", "actions", "queries", "rules", "models", "migrations"}


def ours():
    return [route for route in routes().values() if route.is_ours]


@pytest.mark.parametrize("route", ours(), ids=lambda route: route.name)
def test_the_name_of_an_address_spells_its_view(route):
    namespace, _, name = route.name.partition(":")
    module = route.view.__module__.split(".")
    assert module[:2] == [namespace, "views"]
    spelled = f"{module[-1].replace('_', '-')}-{route.view.__name__.replace('_', '-')}"
    assert name == spelled or route.name in OTHER_NAMES, f"{route.name} is {'.'.join(module)}.{route.view.__name__}"


def test_exceptions_from_the_law_exist():
    planned = {"portfolio:studio"}
    assert set(OTHER_NAMES) <= set(routes()) | planned


@pytest.mark.parametrize("route", ours(), ids=lambda route: route.name)
def test_addresses_name_no_primary_key(route):
    assert not re.search(r"<int:(pk|id|\w+_id)>|<pk>|<id>", route.pattern)


def named_templates() -> dict[str, str]:
    """Every `….html` (or .txt, .xml) that our code names, and where."""
    found = {}
    for source in code():
        for node in ast.walk(source.tree) if source.layer != "urls" else ():
            if isinstance(node, ast.Constant) and re.fullmatch(r"[\w/-]+\.(html|txt|xml|atom)", str(node.value)):
                found[node.value] = source.name
    return found


def test_templates_that_are_named_exist():
    missing = {name: where for name, where in named_templates().items() if not (TEMPLATES / name).exists()}
    assert missing == {}


def included() -> set[str]:
    """Every template that another one extends or includes."""
    pattern = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
    texts = (path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.*"))
    return {name for text in texts for name in pattern.findall(text)}


def test_templates_that_exist_are_used():
    used = set(named_templates()) | included()
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")}
    unused = {name for name in names - used if not name.startswith(NAMED_BY_OTHERS) and not AT_THE_ROOT.fullmatch(name)}
    assert unused == set()


def test_templates_include_only_from_their_own_app_and_the_components():
    pattern = re.compile(r"""{%\s*include\s+["']([^"']+)["']""")
    wrong = []
    for path in TEMPLATES.rglob("*.html"):
        own = path.relative_to(TEMPLATES).parts[0]
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            if "/" in name and name.split("/")[0] not in {own, "components"} and own not in {"account", "mfa"}:
                wrong.append(f"{path.relative_to(TEMPLATES)} includes {name}")
    assert wrong == []


def test_apps_hold_the_layers_and_pure_modules_only():
    for app in APPS:
        for path in (ROOT / app).iterdir():
            if path.suffix == ".py":
                assert path.stem not in LAYERS - {"urls", "rules", "admin"}, f"{path} should be a folder"


def test_tests_mirror_the_code():
    """A test of a layer stands in the folder of that layer, and its module exists."""
    wrong = []
    for source in sources(*(f"tests/{app}" for app in APPS if (ROOT / "tests" / app).is_dir())):
        parts = source.path.relative_to(ROOT / "tests").parts
        if source.path.name.startswith("test_") and len(parts) > 2 and not (ROOT / parts[0] / parts[1]).exists():
            wrong.append(source.name)
    assert wrong == []
