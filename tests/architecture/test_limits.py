"""Small enough to be read: files, functions, views, templates."""

from pathlib import Path

from tests.architecture.source import ROOT, code, length_of, sources

LONGER_FILES: dict[str, str] = {
    # "file": "why it is better in one piece"
    "config/settings.py": "one file for all settings is what operators look for",
}
LONGER_FUNCTIONS: dict[str, str] = {
    # "file::function": "why"
}


def is_text_of_the_demo(name: str) -> bool:
    """The demo world's people are prose, one person a file; they are as long as their story."""
    return name.startswith("portfolio/demo/people/")


def test_files_have_at_most_300_lines_and_tests_400():
    long = [
        f"{source.name}: {source.lines}"
        for source in (*code(), *sources("tests"))
        if source.lines > (400 if source.app == "tests" else 300)
        and source.name not in LONGER_FILES
        and not is_text_of_the_demo(source.name)
    ]
    assert long == []


def test_functions_have_at_most_40_lines_and_views_30():
    long = []
    for source in code():
        limit = 30 if source.layer == "views" else 40
        for function in source.functions():
            name = f"{source.name}::{function.name}"
            if length_of(function) > limit and name not in LONGER_FUNCTIONS:
                long.append(f"{name}: {length_of(function)} of {limit}")
    assert long == []


def test_templates_have_at_most_150_lines():
    templates = (ROOT / "templates").rglob("*.*")
    long = [f"{path.relative_to(ROOT)}: {lines}" for path in templates if (lines := lines_of(path)) > 150]
    assert long == []


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_exceptions_are_still_needed_and_say_why():
    for name, reason in LONGER_FILES.items():
        assert reason
        assert lines_of(ROOT / name) > 250, f"{name} is short enough by now"
    functions = {f"{s.name}::{f.name}": length_of(f) for s in code() for f in s.functions()}
    for name, reason in LONGER_FUNCTIONS.items():
        assert reason
        assert functions.get(name, 0) > 30, f"{name} is short enough by now"
