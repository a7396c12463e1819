# Everything a person does here. `make timeline` and `make test` work on a bare machine with Python 3.11, make and git.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3.11
STORY ?= blinken-in-beijing
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-deps --require-hashes -r

export DAGSTER_DISABLE_TELEMETRY := yes

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

# ---------------------------------------------------------------- installing
# A stamp per step, so that nothing is installed twice.

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Dateline needs Python 3.11: install it, or name one with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' || { echo "$(PYTHON) is not Python 3.11 or 3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock | $(VENV)/.made
	@echo "Installing what requirements.lock names; the first time takes about two minutes"
	$(INSTALL) requirements.lock
	$(PIP) check
	@touch $@

$(VENV)/.dateline: pyproject.toml requirements.in $(VENV)/.runtime
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.dateline
	@echo "Installing what requirements-dev.lock names"
	$(INSTALL) requirements-dev.lock
	$(PIP) check
	@touch $@

.PHONY: install
install: $(VENV)/.dateline ## install what running needs into ./.venv

.PHONY: setup
setup: $(VENV)/.dev ## install what developing needs, and link the rooms for editors and pyright
	@mkdir -p .typing/dateline
	@ln -sfn ../../dateline/__init__.py .typing/dateline/__init__.py
	@for room in assets pipelines reports; do ln -sfn ../../$$room .typing/dateline/$$room; done

# ---------------------------------------------------------------- using

.PHONY: timeline
timeline: install ## rebuild a story's timeline with Dagster (STORY=folder under seeds/)
	$(BIN)/python -m dateline.pipelines.run --story $(STORY) $(ARGS)

.PHONY: dev
dev: install ## open Dagster's interface with the stories under seeds/ ready to run
	$(BIN)/python -m dateline.pipelines.dev $(ARGS)

# ---------------------------------------------------------------- checking

.PHONY: test
test: setup ## run the tests (ARGS="-k word" for some of them)
	$(BIN)/python -m pytest $(ARGS)

.PHONY: lint
lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

.PHONY: types
types: setup
	$(BIN)/pyright

.PHONY: definitions
definitions: install
	$(BIN)/dagster definitions validate -w workspace.yaml

.PHONY: check
check: lint types definitions ## lint, types and Dagster's definitions

.PHONY: score
score: setup ## score the engine and fail below a floor
	$(BIN)/python -m dateline.evaluation $(ARGS)

.PHONY: test-services
test-services: setup ## test against a real PostgreSQL and S3-compatible servers, started here
	$(BIN)/python -m pytest -m service $(ARGS)

.PHONY: soak
soak: setup ## the tests that take minutes: kills, fuzzing, many processes
	$(BIN)/python -m pytest -m soak $(ARGS)
	DATELINE_KILLS=50 $(BIN)/python -m pytest -m service -k s40 $(ARGS)

.PHONY: bench
bench: setup ## measure speed and growth
	$(BIN)/python -m bench $(ARGS)

.PHONY: screenshots
screenshots: setup ## take the pictures under docs/images
	$(BIN)/python -m docs.screenshots $(ARGS)

.PHONY: audit
audit: setup ## ask for known vulnerabilities of the locked packages (needs a network)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

# ---------------------------------------------------------------- maintaining

COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links

.PHONY: lock
lock: $(VENV)/.dev ## write the lock files anew (ARGS=--upgrade for newer versions)
	$(COMPILE) requirements.in -o requirements.lock $(ARGS)
	$(COMPILE) requirements-dev.in -c requirements.lock -o requirements-dev.lock $(ARGS)
