# Two commands: `make demo` and `make test`. Everything else is what they are made of.
# Only Python 3.11 or newer, a POSIX shell and make are assumed.

PYTHON ?= python3
PORT ?= 8001
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup setup-dev demo demo-db test check soak lock corpus screenshots clean

help:
	@echo "make demo    install, read corpus/ and publish it on http://127.0.0.1:$(PORT)"
	@echo "make test    install and run the whole test suite"
	@echo "make check   formatting, types, the rules' own examples"
	@echo "make soak    the long runs: mutated files, hostile texts, kills, fifty clients"
	@echo "make screenshots  the pictures in docs/, with Chromium"

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@echo "Making an environment in $(VENV) …"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Installing the libraries listed in requirements.lock; this takes a minute or two …"
	$(BIN)/pip install --quiet -r requirements.lock
	$(BIN)/pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing what the tests need (requirements-dev.lock) …"
	$(BIN)/pip install --quiet -r requirements-dev.lock
	@touch $@

demo: demo-db
	@echo "Publishing demo/figures.db on http://127.0.0.1:$(PORT) (stop it with Ctrl-C) …"
	$(BIN)/extractor serve --db demo/figures.db --port $(PORT)

# Exit code 3 says that some documents were refused or failed, each with a row that says why.
demo-db: setup
	@mkdir -p demo
	@echo "Reading the sample papers in corpus/ into demo/figures.db; what was read before is kept …"
	$(BIN)/extractor ingest corpus --db demo/figures.db || [ $$? -eq 3 ]

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/extractor rules check --all

test: check
	$(BIN)/pytest -n 2 -m "not soak"

# One part of it: make soak PART=kill (mutated, hostile, kill or clients); shorter: SOAK_MINUTES=1 …
soak: setup-dev
	$(BIN)/pytest -m soak -rA --no-header --tb=short $(if $(PART),-k $(PART))

corpus: setup-dev
	$(BIN)/python -m corpus.generate

# Pictures of the site for the documentation; needs Chromium.
screenshots: setup-dev demo-db
	$(BIN)/python docs/screenshots/take.py demo/figures.db

# The lock files from the ranges in pyproject.toml.
lock: $(VENV)/bin/python
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --no-annotate pyproject.toml \
	  -o requirements.lock
	$(BIN)/uv pip compile --quiet --no-header --no-annotate pyproject.toml \
	  --extra cluster --extra dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo build dist
