# make demo   sets the program up in .venv and runs the main job on the shipped case
# make test   the same set-up plus the test tools, then everything that CI runs
#
# Nothing is set up twice: the files in .venv/made say what has been done.

# The first Python on the path that is new enough; `make PYTHON=/path/to/python3` takes another one.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SHELL := /bin/bash
BIN := .venv/bin
MADE := .venv/made
# Tests run side by side; threads of the linear algebra library would only fight over the processors.
export OPENBLAS_NUM_THREADS ?= 1
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
PACKAGE := $(shell find src -type f ! -name '*.pyc')

.PHONY: help demo test set-up set-up-tests static docs benchmarks oracle unit ablation clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo   set up and run the main job on the shipped case'
	@echo 'make test   set up and run everything that CI runs'
	@echo 'make oracle every stability concept against its definition, 20,000 random conflicts'
	@echo 'make ablation  what every part of the article carries in its case'
	@echo 'make clean  remove what the two have made'

demo: set-up
	@$(BIN)/realpolitik demo

test: set-up-tests
	@# Each of these uses one processor; what they print comes out one after the other.
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target docs static benchmarks
	@$(MAKE) --no-print-directory unit

set-up: $(MADE)/package
set-up-tests: $(MADE)/package $(MADE)/tests

$(MADE)/venv:
	@test -n '$(PYTHON)' || { echo 'realpolitik needs Python 3.11 or newer; found only: ' && python3 --version; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)"
	@# Some systems ship venv without pip; pip itself can then fill the new environment.
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { $(PYTHON) -m venv --clear --without-pip .venv \
	  && $(PYTHON) -m pip --quiet --quiet --disable-pip-version-check --python .venv/bin/python install pip; }
	@mkdir -p $(MADE) && touch $@

$(MADE)/base: $(MADE)/venv constraints.txt pyproject.toml
	@echo 'Installing what realpolitik builds on'
	@$(PIP) install --constraint constraints.txt hatchling
	@$(PIP) install --constraint constraints.txt --no-build-isolation '.[fast]'
	@touch $@

$(MADE)/package: $(MADE)/base $(PACKAGE) README.md LICENSE
	@echo 'Installing realpolitik'
	@$(PIP) install --no-build-isolation --no-deps --force-reinstall .
	@touch $@

$(MADE)/tests: $(MADE)/base
	@echo 'Installing the test and documentation tools'
	@$(PIP) install --constraint constraints.txt --no-build-isolation '.[read,llm,test,docs]'
	@touch $@

static: set-up-tests
	@echo '== style' && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@echo '== types' && $(BIN)/mypy --no-error-summary
	@echo '== imports' && $(BIN)/lint-imports --no-logo | grep -E 'KEPT|BROKEN|->|Contracts:' ; test $${PIPESTATUS[0]} -eq 0
	@echo '== spelling' && $(BIN)/codespell

docs: set-up-tests
	@echo '== documentation'
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -b html docs docs/_build/html

benchmarks: set-up-tests
	@echo '== benchmarks (smoke run)'
	@$(BIN)/python benchmarks/startup.py --smoke
	@$(BIN)/python benchmarks/conflict.py --smoke
	@$(BIN)/python benchmarks/ways.py --smoke
	@$(BIN)/python benchmarks/report.py --smoke
	@$(BIN)/python benchmarks/play.py --smoke
	@$(BIN)/python benchmarks/evidence.py --smoke
	@$(BIN)/python benchmarks/reading.py --smoke

# Every stability concept against its definition on 20,000 random conflicts; `make test` takes 3,000.
oracle: set-up-tests
	@REALPOLITIK_ORACLE_CONFLICTS=20000 $(BIN)/python -P -m pytest tests/conflict/test_oracle.py

unit: set-up-tests
	@echo '== tests'
	@REALPOLITIK_INSTALLED=1 $(BIN)/python -P -m pytest -n auto --dist loadfile

# Takes each part of the article's case out in turn and prints what changes: minutes, so not a part of `make test`.
ablation: set-up-tests
	@$(BIN)/python -P tests/library/ablation.py

clean:
	rm -rf .venv docs/_build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
