# Two commands do all that a newcomer needs: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
PY := .venv/bin/python
PYTHON_READY := .venv/.ready
BENCH_READY := .venv/.ready-bench
NODE_READY := emulator/node_modules/.ready
WEB_READY := web/node_modules/.ready
PAGE := web/dist/index.html
SCHEMA := web/src/api/schema.d.ts

.DEFAULT_GOAL := help
.PHONY: help setup emulators chromium demo test dev check format bench chaos accuracy recording clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: emulators $(WEB_READY)  ## the Python environment, Node packages and emulators; seconds when nothing changed

emulators: $(PYTHON_READY) $(NODE_READY)
	@$(PY) -m emulator.firestore

chromium: $(PYTHON_READY)
	@$(PY) -m tests.e2e.chromium

$(PYTHON_READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Phasework needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(NODE_READY): emulator/package.json emulator/package-lock.json
	@node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' || { echo "Phasework needs Node 20 or newer."; exit 1; }
	cd emulator && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error
	@touch $@

$(WEB_READY): web/package.json web/package-lock.json
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(Number(a < 20 || (a == 20 && b < 19)))' || { echo "Phasework needs Node 20.19 or newer."; exit 1; }
	@# with optional packages: the native parts of the bundler and of Tailwind are such
	cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Folders too: they change when a file goes away. The types of the API are no part of what is built.
$(PAGE): $(WEB_READY) $(shell find web -maxdepth 1 -type f) $(shell find web/src web/public ! -path $(SCHEMA))
	cd web && npm run --silent build -- --logLevel warn

$(SCHEMA): $(PYTHON_READY) $(WEB_READY) $(shell find functions shared -name '*.py')
	@mkdir -p build
	@$(PY) -m functions > build/openapi.json
	cd web && npm run --silent types

demo: emulators  ## a real run of the main job, start to end, on the local stack
	@$(PY) -m emulator.demo

test: setup $(PAGE) chromium  ## every test
	@$(PY) -m tests

dev: setup  ## the local stack with the web page and demo data, left running
	@$(PY) -m emulator

check: $(PYTHON_READY) $(WEB_READY) $(SCHEMA)  ## format, lint, types, import directions: seconds
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@$(PY) -m pytest -q tests/unit/test_imports.py
	@cd web && npm run --silent check

format: $(PYTHON_READY) $(WEB_READY)  ## mend what can be mended by itself
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .
	@cd web && npm run --silent format

accuracy: $(PYTHON_READY)  ## what is read right, document by document: build/accuracy.json
	@$(PY) -m tests.accuracy

chaos: $(PYTHON_READY)  ## ten thousand schedules of faults, and each mechanism taken away: build/chaos.json
	@$(PY) -m tests.chaos

$(BENCH_READY): requirements-bench.txt requirements-dev.txt $(PYTHON_READY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

bench: setup $(BENCH_READY) $(PAGE) chromium  ## speed, side by side in one run: build/bench.json
	@$(PY) -m tests.bench

recording: setup $(PAGE) chromium  ## the README's recording and screenshot of the page, of a real run: docs/
	@$(PY) -m tests.e2e.record

clean:  ## what was built; the environment stays
	rm -rf build web/dist $(SCHEMA) .pytest_cache .mypy_cache .ruff_cache
