# make demo   the portal with demo data in one command        make test   lint and the whole suite
# make bench  figures into var/bench.json                     make faults what survives a kill -9
# make shots  every screen of the journeys into var/shots     make services  PostgreSQL, Redis, Chromium
SHELL := /bin/bash
PYTHON ?= python3
RUN := .venv/bin/python
PORT ?= 8000
BIND ?= 127.0.0.1
export PORT BIND

.PHONY: venv demo test lint bench faults shots services
.DEFAULT_GOAL := demo

venv: .venv/bin/python

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed; name it with PYTHON=python3.12, for example."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "python3-venv is missing: on Debian or Ubuntu run «apt-get install python3-venv» once."; exit 1; }
	@$(PYTHON) -m venv .venv

# Stamps: nothing is installed twice while the two lists stay as they are.
.venv/.installed: requirements.txt | .venv/bin/python
	@echo "Installing what the portal runs on…"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.checks: tests/requirements.txt .venv/.installed
	@echo "Installing what the checks need…"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

demo: .venv/.installed
	@mkdir -p var
	@$(RUN) manage.py collectstatic --noinput --verbosity 0 & \
		$(RUN) manage.py migrate --verbosity 0 && wait $$!
	@$(RUN) manage.py load_demo
	@$(RUN) manage.py demo_accounts
	@exec $(RUN) manage.py serve --bind "$(BIND)" --port "$(PORT)"

test: .venv/.checks
	@$(RUN) .ci/check.py

lint: .venv/.checks
	@$(RUN) .ci/check.py --lint-only

bench: .venv/.checks
	@$(RUN) -m tests.benchmarks.run

faults: .venv/.checks
	@$(RUN) -m tests.faults.run

shots: .venv/.checks
	@MAKE_SHOTS=1 $(RUN) -m pytest tests/journeys

services:
	@bash .ci/services
