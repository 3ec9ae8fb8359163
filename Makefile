# make demo and make test need nothing but Python 3.11+, make and a package index.
VENV ?= .venv
BIN := $(VENV)/bin
export VENV

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench docs lock clean

help:
	@echo 'make demo    crawl the bundled press-release site, extract, resolve, store, show the awards found'
	@echo 'make test    run the tests'
	@echo 'make lint    ruff, mypy --strict, import directions'
	@echo 'make bench   measure speed'
	@echo 'make format  let ruff lay out the code'
	@echo 'make docs    write docs/commands.md and docs/rules.md again from what they describe'
	@echo 'make lock    (maintainers) write the lock files again from pyproject.toml'
	@echo 'make clean   remove $(VENV), caches and the demo database'

# A stamp is older than what it was made from only after the lock or pyproject.toml changed.
$(VENV)/.ready-to-run: requirements.lock pyproject.toml scripts/set-up.sh
	@sh scripts/set-up.sh requirements.lock $@

$(VENV)/.ready-to-develop: requirements-dev.lock pyproject.toml scripts/set-up.sh
	@sh scripts/set-up.sh requirements-dev.lock $@

demo: $(VENV)/.ready-to-run
	@$(BIN)/rangwan demo

test: $(VENV)/.ready-to-develop
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.ready-to-develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.ready-to-develop
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-to-develop
	@for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

docs: $(VENV)/.ready-to-develop
	$(BIN)/python scripts/write_command_docs.py
	$(BIN)/python scripts/write_rules_docs.py

lock:
	@sh scripts/lock.sh

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache rangwan.egg-info
	rm -f rangwan-data/demo.db rangwan-data/demo.db-*
