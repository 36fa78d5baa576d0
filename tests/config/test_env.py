import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from config import env


def test_a_file_gives_what_the_environment_leaves_open(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# a comment\n\nPORT=8080\nSITE_NAME=\"My site\"  # why\nHOST='::1'\nDEMO=\nA=1 # trailing\n")
    known = {"PORT": "9000"}
    env.load(file, known)
    assert known == {"PORT": "9000", "SITE_NAME": "My site", "HOST": "::1", "DEMO": "", "A": "1"}


def test_no_file_is_no_fault(tmp_path):
    known: dict[str, str] = {}
    env.load(tmp_path / ".env", known)
    assert known == {}


@pytest.mark.parametrize("line", ["port=1", "PORT", "PORT 1", "export PORT=1", "A=b c", 'A="b', "A='b'c", 'A="b\\"c"'])
def test_a_line_that_is_not_understood_is_named(tmp_path, line):
    file = tmp_path / ".env"
    file.write_text(f"OK=1\n{line}\n")
    with pytest.raises(env.BadSetting, match=r"\.env, line 2"):
        env.load(file, {})


def test_a_variable_may_stand_in_a_file_of_its_own(tmp_path, monkeypatch):
    (tmp_path / "password").write_text("hush\n")
    monkeypatch.setenv("A_FILE", str(tmp_path / "password"))
    monkeypatch.setenv("A", "not this")
    assert env.text("A") == "hush"
    monkeypatch.setenv("A_FILE", str(tmp_path / "absent"))
    with pytest.raises(env.BadSetting, match="A_FILE names a file that cannot be read"):
        env.text("A")


@pytest.mark.parametrize(
    ("given", "read"), [("yes", True), ("On", True), ("1", True), ("FALSE", False), ("off", False)]
)
def test_yes_and_no(monkeypatch, given, read):
    monkeypatch.setenv("A", given)
    assert env.boolean("A", not read) is bool(read)


@pytest.mark.parametrize("given", ["ja", "2", ""])
def test_neither_yes_nor_no_is_refused(monkeypatch, given):
    monkeypatch.setenv("A", given)
    with pytest.raises(env.BadSetting, match="A must be yes or no"):
        env.boolean("A", False)


@pytest.mark.parametrize("given", ["-1", "1.5", "x", "0", "٣"])
def test_a_number_below_the_least_is_refused(monkeypatch, given):
    monkeypatch.setenv("A", given)
    with pytest.raises(env.BadSetting, match="whole number from 1"):
        env.integer("A", 5, at_least=1)


def test_words_and_choices(monkeypatch):
    monkeypatch.setenv("A", " a, b ,,c")
    assert env.words("A") == ["a", "b", "c"]
    monkeypatch.setenv("B", "full")
    assert env.choice("B", "NORMAL", {"NORMAL", "FULL"}) == "FULL"
    monkeypatch.setenv("B", "OFF")
    with pytest.raises(env.BadSetting, match="one of FULL, NORMAL"):
        env.choice("B", "NORMAL", {"NORMAL", "FULL"})


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path):
    file = tmp_path / "secret_key"
    first = env.secret("NO_SUCH_SECRET", file)
    assert len(first) >= 80
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert env.secret("NO_SUCH_SECRET", file) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_secret_that_is_given_is_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("A", "given")
    assert env.secret("A", tmp_path / "secret_key") == "given"
    assert not list(tmp_path.iterdir())


def test_processes_that_start_together_agree_on_one_secret(tmp_path):
    file = tmp_path / "secret_key"
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: env.secret("NO_SUCH_SECRET", file), range(64)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
