# What a person types. `make run` needs Python >= 3.11 and make, nothing else.
# Downloads go through pip's own configuration (PIP_INDEX_URL and the rest of PIP_*).
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
PY := $(VENV)/bin/python
WORKERS ?= auto
ARGS ?=
# What one process compiles the next one reads, whatever the caller's shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test coverage fast slowest check bench lock vendor messages docs install install-dev clean
.DEFAULT_GOAL := help

help: ## list what can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

run: install ## start the platform with its demo city on http://localhost:8000
	@$(PY) bin/serve.py

install:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }
	@$(PYTHON) bin/install.py --venv $(VENV) requirements.txt

install-dev:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }
	@$(PYTHON) bin/install.py --venv $(VENV) requirements-dev.txt

messages: install-dev
	@$(PY) manage.py compile_messages

test: install-dev messages ## run every test that this machine can run; skips are listed with their reason
	@$(PY) -m pytest -n $(WORKERS) $(ARGS)

coverage: install-dev messages ## the tests on SQLite without a browser, measuring what they reach, templates included
	@$(PY) -m pytest -n $(WORKERS) -m "not chromium and not postgres" --cov --cov-report=term $(ARGS)

fast: install-dev messages ## the quick part of the tests: no browser, no planted breaches, no races
	@$(PY) -m pytest -n $(WORKERS) -m "not slow and not chromium and not postgres" $(ARGS)

slowest: install-dev messages ## the tests without a browser, and which 20 of them took longest (ARGS: a path)
	@$(PY) -m pytest -q -n $(WORKERS) -m "not chromium" --durations=20 --durations-min=0.1 $(ARGS)

check: install-dev ## style, types, layers, migrations, translations, templates, repository rules
	@$(PY) bin/check.py $(ARGS)

bench: install-dev messages ## measure; prints JSON, is never a test
	@$(PY) bin/bench.py $(ARGS)

docs: install-dev ## write the generated documents (states, permissions)
	@$(PY) manage.py write_docs

lock: install-dev ## maintainers: write the requirements*.txt again from requirements*.in
	@$(PY) -m pip install --quiet uv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements.txt requirements.in
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements-dev.txt requirements-dev.in

vendor: install-dev ## maintainers: fetch the vendored browser libraries again and write their manifest
	@$(PY) bin/vendor.py

clean: ## remove what was made here except the data in var/
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage* staticfiles
