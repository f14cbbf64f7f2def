# Two commands do all that a newcomer needs: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
PY := .venv/bin/python
PYTHON_READY := .venv/.ready
NODE_READY := emulator/node_modules/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test dev check format bench accuracy clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(PYTHON_READY) $(NODE_READY)  ## the Python environment, Node packages and emulators; seconds when nothing changed
	@$(PY) -m emulator.firestore

$(PYTHON_READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Phasework needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(NODE_READY): emulator/package.json emulator/package-lock.json
	@node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' || { echo "Phasework needs Node 20 or newer."; exit 1; }
	cd emulator && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error
	@touch $@

demo: setup  ## a real run of the main job, start to end, on the local stack
	@$(PY) -m emulator.demo

test: setup  ## every test
	@$(PY) -m pytest

dev: setup  ## the local stack, left running
	@$(PY) -m emulator

check: $(PYTHON_READY)  ## format, lint, types, import directions: seconds
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@$(PY) -m pytest -q tests/unit/test_imports.py

format: $(PYTHON_READY)  ## mend what can be mended by itself
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

accuracy: $(PYTHON_READY)  ## what is read right, document by document: build/accuracy.json
	@$(PY) -m tests.accuracy

bench: setup  ## speed, side by side in one run: build/bench.json
	@$(PY) -m tests.bench

clean:  ## what was built; the environment stays
	rm -rf build .pytest_cache .mypy_cache .ruff_cache
