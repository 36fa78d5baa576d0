"""The server. docs/decisions/0002-server.md says why it is this one and why these values."""

from pathlib import Path

from config import env

env.load(Path(__file__).resolve().parent.parent / ".env")

wsgi_app = "config.wsgi:application"
bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000, at_least=1)}"
worker_class = "gthread"
workers = env.integer("WORKERS", 2, at_least=1)
threads = env.integer("THREADS", 4, at_least=1)
preload_app = True  # faults show before the first request, and a worker knows every page when it starts
timeout = 60
graceful_timeout = 30  # shorter than the longest request would cut it off
keepalive = 5
max_requests = 2000
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
umask = 0o027
control_socket_disable = True
# Who the client is and whether it came by https is decided in one place, by TRUSTED_PROXIES in the settings.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
accesslog = None  # core.middleware logs each request, with its id
loglevel = "warning"


def when_ready(server: object) -> None:
    """Says where the site is."""
    print(f"\n  Threefold is ready: http://{bind}/   (Ctrl-C stops it)\n", flush=True)
