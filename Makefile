# Threefold. `make run` sets everything up and serves it; `make test` sets everything up and tests it.
# Needs Python 3.11.5 or newer (with venv), make, and a package registry. Everything it makes lies in .venv and var.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: bench-hiring browser-one browser-two help run setup test fast bench bench-signals bench-notebooks bench-frameworks lint types browser lock clean ci

# A variable from the environment, else from .env, else the default.
from_env = $(or $($(1)),$(shell sed -n "s/^$(1)=[\"']\{0,1\}\([^\"'\#]*\).*/\1/p" .env 2>/dev/null | tail -n 1),$(2))
DATA := $(call from_env,DATA_DIR,var)
DATABASE := $(call from_env,DATABASE_URL,)
CACHE := $(call from_env,CACHE_URL,)
STORAGE := $(call from_env,STORAGE_URL,)
DEMO_WORLD := $(call from_env,DEMO,$(if $(filter yes true on 1,$(call from_env,PRODUCTION,no)),no,yes))
export DEMO := $(DEMO_WORLD)

PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes
# The optional drivers are installed when a setting asks for them.
SERVICES := $(if $(findstring postgres,$(DATABASE))$(findstring redis,$(CACHE))$(filter s3://%,$(STORAGE)),.venv/services.stamp)
say = @printf '  %s\n'

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 26

# ── Environment ──────────────────────────────────────────────────────────────────────────────────────────────────────
.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Threefold needs Python 3.11.5 or newer, and none was found. Install one, or say where it is: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { echo "$(PYTHON) is too old: Threefold needs Python 3.11.5 or newer." >&2; exit 1; }
	$(say) "1/5  Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv || { echo "Making .venv failed. On Debian and Ubuntu: apt install python3-venv" >&2; rm -rf .venv; exit 1; }

.venv/run.stamp: requirements.lock | .venv/bin/python
	$(say) "2/5  Installing what Threefold stands on (the versions and hashes of requirements.lock)"
	@$(PIP) -r requirements.lock
	@touch $@

.venv/services.stamp: requirements-services.lock | .venv/run.stamp
	$(say) "     Installing the drivers for PostgreSQL, Redis and S3"
	@$(PIP) -r requirements-services.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	$(say) "     Installing the tools for tests (requirements-dev.lock)"
	@$(PIP) -r requirements-dev.lock
	@touch $@

# ── Serve ────────────────────────────────────────────────────────────────────────────────────────────────────────────
setup: .venv/run.stamp $(SERVICES) ## environment, database, frameworks, demo world and static files, without serving
	$(say) "3/5  Bringing the database up to date"
	@$(BIN)/python manage.py migrate --verbosity 0
	$(say) "4/5  Loading the frameworks$(if $(filter yes,$(DEMO)), and the demo world)"
	@$(BIN)/python manage.py load_frameworks
	@$(if $(filter yes,$(DEMO)),$(BIN)/python manage.py demo --if-empty,true)
	$(say) "5/5  Collecting static files"
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0

run: setup ## set everything up and serve it on 127.0.0.1:8000 (PORT=… and HOST=… to change)
	@exec $(BIN)/gunicorn --config config/gunicorn.conf.py

# ── Check ────────────────────────────────────────────────────────────────────────────────────────────────────────────
# Tests have a data folder of their own; DATABASE_URL and CACHE_URL of the environment (not of .env) are used if given.
TESTS := env -u PRODUCTION -u DEBUG -u SITE_URL -u ALLOWED_HOSTS -u TRUSTED_PROXIES -u SMTP_URL -u MEDIA_ROOT -u STATIC_ROOT -u STORAGE_URL \
	DEMO=no DATA_DIR=$(CURDIR)/var/test $(BIN)/python -m pytest
WORKERS_OF_TESTS ?= auto

test: .venv/dev.stamp ## set everything up and run all the tests that need neither a browser nor a service
	@$(TESTS) --ignore=tests/browser -n $(WORKERS_OF_TESTS) --dist loadfile --no-loadscope-reorder $(ARGS)

fast: .venv/dev.stamp ## the quick tests, which need no database: about a minute on two processors
	@$(TESTS) --ignore=tests/browser -m "not slow" --without-database -n $(WORKERS_OF_TESTS) -q $(ARGS)

browser: .venv/dev.stamp ## the journeys in a real browser (needs chromium)
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target browser-one browser-two

browser-one: .venv/dev.stamp ## half of them: those that look at the demo world, and a few more
	@$(TESTS) tests/browser -m one $(ARGS)

browser-two: .venv/dev.stamp ## the other half; the first one goes through the migrations
	@$(TESTS) tests/browser -m "not one" --nomigrations $(ARGS)

bench: setup .venv/dev.stamp ## what the public pages cost beside the floor, on the demo world; prints, judges nothing
	@$(BIN)/python -m tests.bench.pages

bench-signals: .venv/dev.stamp ## precision and recall of proposals on labelled notebooks: NOTEBOOKS="folder …" (tests/bench/README.md)
	@$(BIN)/python -m tests.bench.signals $(NOTEBOOKS)

bench-notebooks: .venv/dev.stamp ## what reading and rendering a notebook of 5 MB costs; prints, judges nothing
	@$(BIN)/python -m tests.bench.notebooks

bench-frameworks: .venv/dev.stamp ## what pages cost where a framework has 5,000 skills, beside one of 50; prints, judges nothing
	@$(BIN)/python -W ignore -m tests.bench.frameworks

bench-hiring: .venv/dev.stamp ## what pages over many people cost, on the world that `manage.py synthesize` made; prints, judges nothing
	@$(BIN)/python -W ignore -m tests.bench.hiring.pages

lint: .venv/dev.stamp ## style, import contracts, templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/djlint templates --lint --quiet

types: .venv/dev.stamp ## static types
	@DATA_DIR=$(CURDIR)/var/test $(BIN)/mypy

ci: ## everything, on SQLite and PostgreSQL, with Redis and a browser
	@.ci/run

# ── Dependencies ─────────────────────────────────────────────────────────────────────────────────────────────────────
LOCK = $(BIN)/uv --no-config pip compile --quiet --default-index https://pypi.org/simple --universal --python-version 3.11.5 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) pyproject.toml

.venv/bin/uv: | .venv/bin/python
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet uv

lock: | .venv/bin/uv ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --constraints requirements.lock --extra postgres --extra redis --extra s3 --output-file requirements-services.lock
	@$(LOCK) --constraints requirements.lock --extra postgres --extra redis --extra s3 --group dev --output-file requirements-dev.lock
	@! grep -nE 'https?://|^--|@ file' requirements*.lock

clean: ## remove the environment and what tests left (never the data in var)
	@rm -rf .venv var/test .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
