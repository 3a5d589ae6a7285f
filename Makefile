# Each verb does all the set-up that it needs, once. A stamp in .venv says that a step was done.
.PHONY: help setup run test test-postgresql check bench golden scores lock
.DEFAULT_GOAL := help

PAGES ?= examples/pages
PYTHON ?= python3
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.developed ## make .venv with all that running, checking and testing need

run: $(VENV)/.installed ## fill a register from the example partnership's pages (or PAGES=folder) and serve it
	@$(BIN)/wapentake serve --pages $(PAGES) --accept-certain

test: check ## run the checks, then all tests; a warning is an error
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-postgresql: $(VENV)/.developed ## run what touches the database again, on a PostgreSQL that is thrown away after
	@.ci/postgresql $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m database

check: $(VENV)/.developed ## run the linters and the type checker
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@WAPENTAKE_SECRET_KEY=not-used $(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.developed ## measure scores and speed
	@$(BIN)/python -m benches

golden: $(VENV)/.developed ## write the golden records again; read the diff like code
	@$(BIN)/python -m tests.golden

scores: $(VENV)/.developed ## raise the floors of the scores to what is reached now
	@$(BIN)/python -m tests.scores --write

lock: ## pin the dependencies again from the three lists (*.in)
	@test -x .tool/bin/uv || { $(PYTHON) -m venv .tool && .tool/bin/python -m pip install -qq uv; }
	@for name in requirements postgresql dev; do .tool/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url $(UPGRADE) $$name.in -o $$name.lock || exit 1; done

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Python 3.11 or later is needed. Install it, or name it: make PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Python cannot make virtual environments here. Run: apt-get install python3-venv'; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# Wheels only, each with its hash: nothing is built but this package, and that with the pinned backend.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/.made
	@echo 'Installing what Wapentake needs to run'
	@$(INSTALL) --only-binary :all: --require-hashes -r requirements.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.developed: dev.lock $(VENV)/.installed
	@echo 'Installing what the checks and the tests need'
	@$(INSTALL) --only-binary :all: --require-hashes -r dev.lock
	@touch $@
