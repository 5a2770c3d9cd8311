# Each target sets up what it needs from a bare machine with Python 3.11 or later, pip, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check docs bench oracle setup lock clean

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# Exit code 3 means: done, with something to look at.
demo: $(READY) ## the main job on a bundled instance, from nothing to an open report
	@$(BIN)/allocator demo || [ $$? -eq 3 ]

test: $(READY) ## every test, with coverage of lines and branches
	$(BIN)/python -m pytest --cov --cov-report=term

check: $(READY) ## format, lint, types, import contracts and the tests of house and documentation
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/architecture tests/docs

docs: $(READY) ## write again what is generated: reference pages, the README's output, golden files
	$(BIN)/python -m tests.docs.refresh

# Exit code 3 means: done, with something to look at.
bench: $(READY) ## measure the weekly run on the bundled instances, and write a report
	@$(BIN)/python -m benchmarks run weekly --out build/bench/weekly --fresh || [ $$? -eq 3 ]
	$(BIN)/python -m benchmarks report build/bench/weekly --out build/bench/report.html

oracle: $(READY) ## 2,000 random tiny cases against an enumeration of everything
	$(BIN)/python -m tests.oracle --cases 2000 --seed 1

setup: $(READY) ## the environment alone

# Done once, and again when the pinned versions or the project file change.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name yours with: make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

# The newest versions that pyproject.toml allows, tried in an environment of their own and then written down.
lock: ## pin the newest versions that pyproject.toml allows
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check "hatchling>=1.26,<2" editables
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable ".[dev]"
	{ echo "# Made by: make lock"; \
	  build/lock/bin/python -m pip freeze --exclude-editable; \
	  echo 'colorama==0.4.6; sys_platform == "win32"'; } > requirements.lock
	rm -rf build/lock

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
