# The workbook's commands. `make report` and `make test` do their own set-up, once.
.DEFAULT_GOAL := help
.PHONY: help report test lab setup lint types layers check messages docs lock sample benchmark clean

OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(p) -c '$(OLD_ENOUGH)' 2>/dev/null && echo $(p))))
WORKSPACE ?= .
BIN := .venv/bin
REVOPS := $(BIN)/revops
LANGUAGE ?=

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The stamp is as new as the last finished set-up; a changed lock or pyproject sets up again.
.venv/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(OLD_ENOUGH)' || \
		{ echo "No Python 3.11 or newer was found. Name one: make PYTHON=/path/to/python3.12"; exit 2; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -oE '^uv==[0-9.]+' requirements.lock)"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

setup: .venv/.ready  ## make .venv with the locked dependencies

report: .venv/.ready  ## run the workbook on data/sample (WORKSPACE=DIR, LANGUAGE=es)
	@$(REVOPS) run --workspace "$(WORKSPACE)" $(if $(LANGUAGE),--language $(LANGUAGE))

test: .venv/.ready  ## run every test
	@$(BIN)/python -m pytest -n auto

lab: .venv/.ready  ## open JupyterLab with the revops kernel
	@$(REVOPS) lab --workspace "$(WORKSPACE)"

lint: .venv/.ready  ## style and formatting
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.ready  ## types
	@$(BIN)/mypy

layers: .venv/.ready  ## imports go one way
	@$(BIN)/lint-imports --no-cache

check: lint types layers test  ## all of these

messages: .venv/.ready  ## collect what readers read into the catalogues
	@$(BIN)/python -m revops.text.extract

docs: .venv/.ready  ## write the lists of the documents anew
	@$(BIN)/python docs/write.py

sample: .venv/.ready  ## write data/sample again
	@$(REVOPS) sample --out data/sample

benchmark: .venv/.ready  ## measure the run by step against its peers
	@$(BIN)/python benchmarks/run.py

lock: .venv/.ready  ## solve the dependencies again
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra dev pyproject.toml -o requirements.lock

clean:  ## remove what was made
	rm -rf .venv .revops dist build
