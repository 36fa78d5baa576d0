"""What the house leaves out, found in the syntax trees."""

import ast
import re

import pytest

from tests.architecture.source import APPS, ROOT, code, imports_of, sources

LOW = {"models", "rules", "queries", "actions"}
# An import inside a function, with the reason why it cannot stand on top.
LATE_IMPORTS = {
    "config/wsgi.py": "the settings are known only after the environment was read",
    "core/apps.py": "checks register themselves once the apps are loaded",
}
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
# Public actions that open their transaction further in, with the reason.
INNER_TRANSACTION = {
    "portfolio/actions/artefacts.py::add_image": "files are read and stored before the transaction begins",
    "portfolio/actions/readings.py::again": "files are read and stored before the transaction begins",
    "portfolio/actions/files.py::take_in": "files are read and stored before the transaction begins",
}
# What is saved in a view and is no row, with the reason.
NO_ROW = {"accounts/views/emails.py: reset": "the form of allauth, which sends the mail"}
SAFE_HTML = {"core/markdown"}  # the only way from text to HTML


def low() -> list:
    return [source for source in code() if source.app in APPS and source.layer in LOW]


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def test_the_clock_is_read_by_views_and_commands_only():
    clocks = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "time.time", "timezone.localdate"}
    found = []
    for source in low():
        for node in ast.walk(source.tree):
            called = dotted(node.func) if isinstance(node, ast.Call) else ""
            if called in clocks or called.removeprefix("django.utils.").removeprefix("datetime.") in clocks:
                found.append(f"{source.name}:{node.lineno}: {called}")
    assert found == []


def test_the_request_and_the_settings_stay_above():
    found = []
    for source in low():
        for function in source.functions():
            names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
            found += [f"{source.name}:{function.lineno}: request"] if "request" in names else []
        for name, line in imports_of(source.tree):
            if name.startswith("django.http") or (name == "django.conf.settings" and source.layer != "models"):
                found.append(f"{source.name}:{line}: {name}")
        if source.layer == "models":  # they may name the user's model, nothing else
            used = [n for n in ast.walk(source.tree) if dotted(n).startswith("settings.")]
            found += [f"{source.name}:{n.lineno}: {dotted(n)}" for n in used if dotted(n) != "settings.AUTH_USER_MODEL"]
    assert found == []


def test_no_signals():
    found = [
        f"{source.name}:{line}: {name}"
        for source in code()
        for name, line in imports_of(source.tree)
        if name.startswith(("django.dispatch", "django.db.models.signals", "django.core.signals"))
    ]
    assert found == []


def test_no_drawer_for_odds_and_ends():
    names = [source.name for source in code() if source.path.stem in {"utils", "helpers", "misc", "common", "tools"}]
    assert names == []


def test_imports_stand_on_top():
    found = []
    for source in code():
        if source.name in LATE_IMPORTS:
            continue
        for function in source.functions():
            found += [f"{source.name}:{line}: {name}" for name, line in imports_of(function)]
    assert found == []


def test_save_is_django_s():
    found = []
    for source in code():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and source.layer == "models":
                found += [
                    f"{source.name}:{item.lineno}: {node.name}.{item.name}"
                    for item in node.body
                    if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete", "clean", "full_clean"}
                ]
    assert found == []


def test_views_do_not_write():
    """A view or a form calls the verbs of an action, and never those of a row: no `project.save()`."""
    writes = {"create", "save", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    found = []
    for source in code():
        if source.layer not in {"views", "forms"}:
            continue
        modules = imported(source.tree)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writes:
                owner = ast.unparse(node.func.value)
                if owner not in modules and f"{source.name}: {owner}" not in NO_ROW:
                    found.append(f"{source.name}:{node.lineno}: {owner}.{node.func.attr}")
    assert found == []


def imported(tree: ast.Module) -> set[str]:
    """The names that imports on top bind, classes left out: `Project.objects` and `Project(…)` are rows."""
    nodes = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return {name for node in nodes for alias in node.names if (name := alias.asname or alias.name).islower()}


def test_models_are_imported_and_not_asked_for_by_a_word():
    """By its name as a text a model of an app above could be had, which no import contract would see."""
    found = [
        f"{source.name}:{node.lineno}: {ast.unparse(node)[:60]}"
        for source in code()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_models", "get_registered_model"}
    ]
    assert found == []


def test_views_ask_queries_and_do_not_read_themselves():
    """But for `get_object_or_404(Project.objects.visible_to(user), …)`: may they know that it exists?"""
    reads = {"filter", "exclude", "values_list", "select_related", "prefetch_related", "order_by", "annotate"}
    bare = {"count", "exists", "first", "last"}  # of a set of rows they take no argument, of a list or text they do
    found = []
    for source in code():
        if source.layer != "views":
            continue
        allowed = {
            id(part)
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Call) and dotted(node.func) == "get_object_or_404" and node.args
            if isinstance(node.args[0], ast.Call) and dotted(node.args[0].func).endswith(".objects.visible_to")
            for part in ast.walk(node.args[0].func)
        }
        for node in ast.walk(source.tree):
            name = node.attr if isinstance(node, ast.Attribute) and id(node) not in allowed else ""
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            if name == "objects" or called in reads or (called in bare and not node.args):
                found.append(f"{source.name}:{node.lineno}: {ast.unparse(node)[:60]}")
    assert found == []


def test_r_xss_09_html_is_marked_safe_in_one_place_only():
    found = []
    for source in code():
        if any(source.name.startswith(place) for place in SAFE_HTML):
            continue
        for node in ast.walk(source.tree):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in {"mark_safe", "SafeString", "SafeText", "__html__"} and isinstance(node.ctx, ast.Load):
                found.append(f"{source.name}:{node.lineno}: {name}")
    allowed = [line for line in found if not is_annotation(line)]
    assert allowed == []


def is_annotation(line: str) -> bool:
    """A type that is named is no HTML that is made."""
    name, number, what = re.match(r"(.+):(\d+): (.+)", line).groups()
    text = (ROOT / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    return what.startswith("Safe") and f"{what}(" not in text


@pytest.mark.parametrize("pattern", [r"\|\s*safe\b", r"autoescape\s+off", r"\|\s*safeseq", r"\son[a-z]+=", r"\sstyle="])
def test_r_xss_09_templates_make_nothing_safe_and_hold_no_code(pattern):
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = re.sub(
            r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in re.finditer(pattern, text)]
    assert found == []


def test_views_are_functions():
    found = [
        f"{source.name}: {node.name}"
        for source in code()
        if source.layer == "views" and source.app in APPS
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and any("View" in dotted(base) for base in node.bases)
    ]
    assert found == []


def test_actions_say_when_and_hold_together():
    """Whatever is atomic says when it happened; whatever takes `by=` and `at=` is atomic."""
    found = []
    for source in sources(*(f"{app}/actions" for app in APPS if (ROOT / app / "actions").is_dir())):
        for function in source.functions():
            if function.name.startswith("_") or f"{source.name}::{function.name}" in INNER_TRANSACTION:
                continue
            atomic = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
            names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
            if atomic and "at" not in names:
                found.append(f"{source.name}:{function.lineno}: {function.name} does not say when (at=)")
            if not atomic and {"by", "at"} <= names:
                found.append(f"{source.name}:{function.lineno}: {function.name} is not atomic")
    assert found == []
