# `make demo` and `make test` work from a clean clone with Python 3.11 or newer and make alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help install demo test lint format docs lock bench bench-compiled chaos compiled clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(INSTALLED) ## Install murasil into .venv

demo: $(INSTALLED) ## See the whole thing work on the seed files
	@$(BIN)/murasil demo

test: $(INSTALLED_DEV) ## Run all tests, those on a real Kafka included
	$(BIN)/python -m pytest

lint: $(INSTALLED_DEV) ## Check style, types and the generated documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tools.docs --check

format: $(INSTALLED_DEV) ## Format the code and write the generated documentation
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tools.docs

docs: $(INSTALLED_DEV) ## Write the generated documentation
	$(BIN)/python -m tools.docs

lock: ## Resolve the dependencies anew and pin them
	$(PYTHON) tools/lock.py

bench: $(INSTALLED_DEV) ## Measure the speed through Kafka beside copy loops and a job glued from libraries
	$(BIN)/python -m benchmarks.throughput

bench-compiled: compiled ## Measure the compiled build the same way
	rm -rf build/bench && mkdir -p build/bench && cp -r benchmarks build/bench/
	cd build/bench && ../../$(BIN)/python -m benchmarks.throughput

chaos: $(INSTALLED_DEV) ## Break workers, broker and state for half an hour, and see whether anything is lost
	$(BIN)/python -m tests.chaos

compiled: $(INSTALLED_DEV) ## Build a compiled wheel in dist/ (a C compiler and 2 minutes), test it, install it
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-compiled.lock
	rm -f dist/*.whl
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m hatchling build --target wheel
	$(BIN)/python -m pytest tests/compiled.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall dist/*.whl
	@echo "$(BIN)/murasil is compiled; \"touch pyproject.toml && make install\" goes back to the sources"

clean: ## Remove what was installed
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "murasil needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
