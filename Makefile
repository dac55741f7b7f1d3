# make run    the dashboard, in the browser
# make test   style, types and every test, a real browser included
# make bench  the benchmarks: speed beside a reference, in one run
# All of it works from a fresh clone with nothing but make and Python 3.11 to 3.13.

SUPPORTED = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c '$(SUPPORTED)' 2>/dev/null && echo $$each && break; done)
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt

.PHONY: run test bench lint types browser clean

run: .venv/run.stamp
	$(BIN)/maydan serve $(ARGS)

test: lint types browser
	$(BIN)/python -m pytest $(ARGS)

bench: .venv/bench.stamp
	$(BIN)/python -m tests.benchmarks $(ARGS)

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/test.stamp
	$(BIN)/mypy

browser: .venv/test.stamp
	$(BIN)/python -m tests.browser.chromium

.venv/python.stamp:
	@test -n "$(PYTHON)" || { echo "Maydan needs Python 3.11, 3.12 or 3.13; none was found (make PYTHON=/path/to/python)"; exit 2; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/python.stamp pyproject.toml .ci/constraints.txt
	$(INSTALL) --editable .
	@touch $@

.venv/test.stamp: .venv/python.stamp pyproject.toml .ci/constraints.txt
	$(INSTALL) --editable '.[test]'
	@touch $@ .venv/run.stamp

.venv/bench.stamp: .venv/test.stamp
	$(INSTALL) --editable '.[test,bench]'
	@touch $@

clean:
	rm -rf .venv tests/artefacts
