"""`manage.py check_links` against a server of our own."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import outbound
from core.outbound import Answer, Pace
from portfolio.actions import links as actions
from portfolio.actions import practitioners, projects
from portfolio.management.commands.check_links import Command
from portfolio.models import Artefact, Practitioner, Project
from tests.factories import portfolio as make

STATUS = {"/here": 200, "/gone": 404, "/shut": 403, "/broken": 500}


class Server(ThreadingHTTPServer):
    """Answers by the path, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        self.send_response(STATUS[self.path])
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: object) -> None:
        """Says nothing."""


class Local(Command):
    """The command, as it would be if this machine were public, and without its pauses."""

    def ask(self, url: str, pace: Pace) -> Answer:
        port = int(url.split(":")[2].split("/")[0])
        own = Pace(seconds=0)
        return outbound.check(
            url, site="https://example.org", pace=own, ports={port}, may_reach=lambda number: number == "127.0.0.1"
        )


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def project(db: None) -> Project:
    return make.project(make.practitioner(visibility="public"), visibility="public")


def run(*args: str, command: Command | None = None, **options: object) -> str:
    out = StringIO()
    call_command(command or Local(), *args, stdout=out, **options)
    return out.getvalue()


def link(to: Project, server: Server, path: str) -> Artefact:
    return make.link(to, path[1:], title=path, url=server.address + path, link_kind="other")


def test_every_kind_of_answer_is_kept(project: Project, server: Server) -> None:
    for path in STATUS:
        link(project, server, path)
    out = run()
    found = dict(Artefact.objects.values_list("title", "answer"))
    assert found == {"/here": "answers", "/gone": "gone", "/shut": "refused", "/broken": "unreachable"}
    assert "4 of 4" in out and "answers: 1, is gone: 1, refuses: 1, cannot be reached: 1" in out
    assert all(at is not None and at <= timezone.now() for at in Artefact.objects.values_list("asked_at", flat=True))


def test_what_was_asked_lately_is_not_asked_again(project: Project, server: Server) -> None:
    link(project, server, "/here")
    run()
    assert "No link has to be asked." in run()
    assert server.asked == ["HEAD /here"]
    run(days=0)
    assert len(server.asked) == 2
    Artefact.objects.update(asked_at=timezone.now() - timedelta(days=8))
    run()
    assert len(server.asked) == 3


def test_a_link_that_was_changed_is_asked_again(project: Project, server: Server) -> None:
    link(project, server, "/here")
    run()
    Artefact.objects.update(changed_at=timezone.now() + timedelta(seconds=1))
    assert "1 of 1" in run()


def test_what_nobody_can_open_is_not_asked(project: Project, server: Server) -> None:
    link(make.project(project.practitioner, "A draft"), server, "/here")
    person = make.practitioner(visibility="public")
    link(make.project(person, "Published, under a private profile", visibility="public"), server, "/here")
    practitioners.set_visibility(person, visibility="private", by=person.user, at=make.AT)
    assert "No link has to be asked." in run() and server.asked == []
    link(project, server, "/here")
    projects.withdraw(project, by=project.practitioner.user, at=make.AT)
    assert "No link has to be asked." in run() and server.asked == []


def test_the_same_address_is_asked_once_and_kept_everywhere(project: Project, server: Server) -> None:
    other = make.project(make.practitioner(visibility="public"), visibility="public")
    for one in (project, other):
        link(one, server, "/here")
    versions = dict(Practitioner.objects.values_list("pk", "version"))
    assert "answers: 2" in run() and server.asked == ["HEAD /here"]
    assert dict(Practitioner.objects.values_list("pk", "version")) == {pk: n + 1 for pk, n in versions.items()}


def test_the_answers_of_one_person_are_one_change(project: Project, server: Server) -> None:
    for path in STATUS:
        link(project, server, path)
    before = Practitioner.objects.get().version
    run()
    assert Practitioner.objects.get().version == before + 1


def test_one_person_only(project: Project, server: Server) -> None:
    other = make.project(make.practitioner(visibility="public"), visibility="public")
    link(project, server, "/here")
    link(other, server, "/gone")
    run(project.practitioner.handle)
    assert server.asked == ["HEAD /here"]
    with pytest.raises(CommandError, match="nobody-here"):
        run("nobody-here")
    with pytest.raises(CommandError, match="days"):
        run(days=-1)


def test_a_private_network_is_not_asked(project: Project, server: Server) -> None:
    """R-IN-06: as it runs on a site."""
    made = link(project, server, "/here")
    assert "is not asked: 1" in run(command=Command())
    made.refresh_from_db()
    assert made.answer == "not-allowed" and server.asked == []


def test_a_link_that_is_changed_while_it_is_asked_keeps_no_answer(project: Project, server: Server) -> None:
    made = link(project, server, "/here")

    class Meanwhile(Local):
        def ask(self, url: str, pace: Pace) -> Answer:
            answer = super().ask(url, pace)
            Artefact.objects.filter(pk=made.pk).update(url=f"{server.address}/gone")
            return answer

    run(command=Meanwhile())
    made.refresh_from_db()
    assert (made.answer, made.asked_at) == ("", None)


def test_progress_and_writing_in_between(project: Project, server: Server) -> None:
    for number in range(25):
        make.link(project, f"link-{number}", title=f"{number}", url=f"{server.address}/here", link_kind="other")
    before = Practitioner.objects.get().version
    out = run()
    assert "20 of 25\n25 of 25\nanswers: 25\n" in out
    assert Practitioner.objects.get().version == before + 2, "twenty at a time, so that little is lost"
    assert actions.record(Artefact.objects.first(), answer="gone", at=timezone.now())
