# planforge: everything a developer or a visitor needs, from a machine with Python 3.11+ and make alone.
#
#   make demo    a real commune's plan in demo/, and what was checked
#   make test    all tests            make test ARGS="-k deadline"   some of them
#   make lint    ruff, mypy, import-linter
#   make bench   speed as ratios      make replay   generated plans beside the real ones
#   make docs    pictures and command outputs of README and guide, renewed
#
# Each set of packages is installed once; its stamp in .venv/ is renewed when pyproject.toml changes.

# Targets below are relative, so that a path with spaces does no harm.
VENV   := .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
            $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
            && echo $$p && break; done)
RUN    := $(VENV)/bin/python
PIP    := $(RUN) -m pip --disable-pip-version-check install --quiet
ARGS   ?=

# Vietnamese must come out whatever the locale is.
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint bench replay docs clean

help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

demo: $(VENV)/.base
	@$(RUN) tools/demo.py $(ARGS)

test: $(VENV)/.test
	@$(RUN) -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.test $(VENV)/.lint
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports

bench: $(VENV)/.bench
	@$(RUN) bench/run.py $(ARGS)
	@$(RUN) bench/batch.py
	@$(RUN) bench/update.py
	@$(RUN) bench/citations.py

replay: $(VENV)/.base
	@$(RUN) tests/replay/replay.py $(ARGS)

docs: $(VENV)/.test
	@$(RUN) tools/make_pictures.py
	@$(RUN) tools/refresh_docs.py

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Cần Python 3.11 trở lên có venv và pip (Debian, Ubuntu: apt-get install python3-venv)." >&2; exit 2; fi
	@echo "Tạo môi trường $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml | $(VENV)/bin/python
	@echo "Cài planforge …"
	@$(PIP) --editable '.[xlsx]'
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/.base
	@echo "Cài công cụ kiểm thử …"
	@$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.bench: pyproject.toml | $(VENV)/.base
	@echo "Cài công cụ đo …"
	@$(PIP) --editable '.[bench]'
	@touch $@

$(VENV)/.lint: pyproject.toml | $(VENV)/.base
	@echo "Cài công cụ soát mã …"
	@$(PIP) --editable '.[lint]'
	@touch $@
