# Two commands hold always: `make up` and `make test`. Both install what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup up test lint api pl6 bench clean

help:
	@echo "make up      the running demo: backend and page, Ctrl+C stops everything"
	@echo "make test    everything that guards the project"
	@echo "make api     the page's types from the OpenAPI document"
	@echo "make pl6     docs/pl6.md from the last run of make test"
	@echo "make bench   speed and memory, side by side in one run"

setup:
	@bash .ci/setup

up:
	@bash .ci/setup up && exec .venv/bin/hoso up

test:
	@bash .ci/setup test && bash .ci/test

lint:
	@bash .ci/setup test && bash .ci/lint

api:
	@bash .ci/setup test && bash .ci/api

# After a run of `make test` (which fails only for this document, when a test was added or taken away).
pl6:
	@.venv/bin/python -m tests.pl6 write .cache/pl6.json

bench:
	@bash .ci/setup test && .venv/bin/python -m tests.bench && .venv/bin/python -m tests.bench.books && .venv/bin/python -m tests.bench.reading && node tests/bench/page.mjs

clean:
	rm -rf .venv .cache frontend/node_modules frontend/dist
