"""The settings as a whole, each time read by a fresh process: what an operator gets for what they say."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {"PRODUCTION": "yes", "SITE_URL": "https://three.example", "TRUSTED_PROXIES": "1"}
READ = "import json; from config import settings as s; print(json.dumps({n: getattr(s, n, None) for n in %r}))"


@pytest.fixture
def run(tmp_path):
    """`run(variables, *command)`: that command with these variables only, and a data folder of its own."""

    def call(variables, *command):
        clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        variables = {**clean, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings", **variables}
        return subprocess.run([sys.executable, *command], cwd=ROOT, env=variables, capture_output=True, text=True)

    return call


def settings_of(run, variables, *names):
    result = run(variables, "-c", READ % (list(names),))
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_without_a_word_the_site_is_safe_on_this_machine(run, tmp_path):
    read = settings_of(run, {}, "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "DEMO", "SECRET_KEY", "EMAIL_BACKEND")
    assert read["DEBUG"] is False
    assert read["DEMO"] is False
    assert set(read["ALLOWED_HOSTS"]) == {"127.0.0.1", "localhost", "[::1]"}
    assert read["SITE_URL"] == "http://127.0.0.1:8000"
    assert read["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert read["SECRET_KEY"] == (tmp_path / "secret_key").read_text()
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_links_name_the_port_that_is_served(run):
    assert settings_of(run, {"PORT": "8123"}, "SITE_URL") == {"SITE_URL": "http://127.0.0.1:8123"}
    assert settings_of(run, {"HOST": "0.0.0.0"}, "SITE_URL") == {"SITE_URL": "http://127.0.0.1:8000"}


def test_cookies_are_bound_to_the_host_where_browsers_allow_it(run):
    """R-AU-03: `__Host-` over https; over http browsers would drop such a cookie."""
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY"]
    assert list(settings_of(run, PRODUCTION, *names).values()) == ["__Host-session", "__Host-csrf", True, True]
    assert list(settings_of(run, {}, *names).values()) == ["session", "csrf", False, True]


def test_insecure_requests_are_upgraded_only_where_there_is_https(run):
    policy = settings_of(run, PRODUCTION, "CONTENT_SECURITY_POLICY")["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["upgrade-insecure-requests"] is True
    policy = settings_of(run, {}, "CONTENT_SECURITY_POLICY")["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["upgrade-insecure-requests"] is False


def test_the_proxy_is_believed_only_where_there_is_one(run):
    assert settings_of(run, {}, "SECURE_PROXY_SSL_HEADER") == {"SECURE_PROXY_SSL_HEADER": None}
    assert settings_of(run, PRODUCTION, "SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"]


def test_r_op_01_the_deployment_check_is_clean_in_production(run):
    result = run(PRODUCTION, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


HTTPS_ANSWERS = """
import json
import config.wsgi
from django.test import Client
https = {"secure": True, "headers": {"Host": "three.example", "X-Forwarded-Proto": "https"}}
http = {"headers": {"Host": "three.example"}}
answers = [Client().get("/robots.txt", **https), Client().get("/robots.txt", **http), Client().get("/healthz", **http)]
print(json.dumps([[answer.status_code, dict(answer.headers)] for answer in answers]))
"""


def test_r_hd_01_over_https_every_test_of_the_observatory_holds(run, tmp_path):
    """What the MDN HTTP Observatory takes points for; docs/decisions/0003 has the scores that it gave."""
    (tmp_path / "static").mkdir()
    result = run(PRODUCTION, "-c", HTTPS_ANSWERS)
    assert result.returncode == 0, result.stderr
    secure, plain, health = json.loads(result.stdout.splitlines()[-1])
    assert secure[0] == 200
    assert int(secure[1]["Strict-Transport-Security"].removeprefix("max-age=")) >= 63_072_000
    policy = secure[1]["Content-Security-Policy"]
    assert "upgrade-insecure-requests" in policy
    for needed in ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]:
        assert needed in policy
    assert "unsafe" not in policy
    assert secure[1]["Cross-Origin-Resource-Policy"] == "same-origin"
    assert secure[1]["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert (plain[0], plain[1]["Location"]) == (301, "https://three.example/robots.txt")
    assert health[0] == 200


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "yes"}, "DEBUG is on"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is short"),
        ({"SECRET_KEY": "x" * 80}, "SECRET_KEY is short"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds *"),
        ({"SITE_URL": "http://three.example"}, "SITE_URL is not https"),
        ({"DEMO": "yes"}, "DEMO is on"),
    ],
)
def test_r_op_01_production_refuses_to_start_unsafely(run, variables, sentence):
    for command in (["-c", "import config.wsgi"], ["manage.py", "migrate", "--plan"]):
        result = run({**PRODUCTION, **variables}, *command)
        assert result.returncode != 0
        assert sentence in result.stderr
        assert "Traceback" not in result.stderr


def test_r_op_01_production_refuses_a_data_folder_with_a_demo_world(run, tmp_path):
    (tmp_path / "demo-world").touch()
    assert run({"DEMO": "yes"}, "manage.py", "check").returncode == 0
    for command in (["-c", "import config.wsgi"], ["manage.py", "migrate", "--plan"]):
        result = run(PRODUCTION, *command)
        assert result.returncode != 0
        assert "Use a fresh DATA_DIR and a fresh database." in result.stderr
        assert "Traceback" not in result.stderr


MAX = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from accounts.models import User
User.objects.create_user("max@example.org", %r, is_staff=True)
"""


def test_r_op_01_production_refuses_a_database_with_a_demo_world(run):
    """The mark lies in another data folder when two sites share a database."""
    assert run({}, "-c", MAX % "three folded leaves").returncode == 0
    result = run(PRODUCTION, "-c", "import config.wsgi")
    assert result.returncode != 0
    assert "The database holds a demo world" in result.stderr
    assert "Traceback" not in result.stderr


def test_production_starts_where_that_address_has_a_password_of_its_own(run):
    assert run({}, "-c", MAX % "nobody else knows this one").returncode == 0
    result = run(PRODUCTION, "-c", "import config.wsgi")
    assert result.returncode == 0, result.stderr


def test_a_value_that_cannot_be_read_is_told_in_one_sentence(run):
    for command in (["-c", "import config.wsgi"], ["manage.py", "check"]):
        result = run({"DEBUG": "perhaps"}, *command)
        assert result.returncode == 1
        assert result.stderr.strip() == "Threefold cannot start: DEBUG must be yes or no, not 'perhaps'."


def test_a_database_without_its_driver_is_told_in_one_sentence(run):
    hide = "import importlib.util as u; u.find_spec = lambda name: None; import config.wsgi"
    result = run({"DATABASE_URL": "postgres:///threefold"}, "-c", hide)
    assert result.returncode == 1
    assert "requirements-services.lock" in result.stderr


def test_the_application_knows_every_page_before_the_first_visitor(run):
    """Views are imported where all workers begin, not by whoever asks a worker first and waits for it."""
    result = run({}, "-c", "import sys, config.wsgi; sys.exit('dashboard.views.home' not in sys.modules)")
    assert result.returncode == 0, result.stderr
