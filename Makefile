# Everything runs in a virtual environment of the project's own; Python 3.11 or newer is all that must be there.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check format lint types contract score train clean

demo: .venv/ready
	$(BIN)/tracker demo

test: .venv/ready
	$(BIN)/python -m pytest -n auto -q

check: .venv/ready format lint types contract test

format: .venv/ready
	$(BIN)/ruff format --check .

lint: .venv/ready
	$(BIN)/ruff check .

types: .venv/ready
	$(BIN)/mypy

contract: .venv/ready
	$(BIN)/lint-imports

# make score                     our own labelled cases
# make score CORPUS=a/folder     and a folder of labelled documents
score: .venv/ready
	$(BIN)/python -m tests.score $(CORPUS)

# make train                     learn the weights from our own labelled articles and passages
# make train CORPUS=a/folder     and from a folder of labelled documents
train: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[train]"
	$(BIN)/python -m tests.train $(CORPUS)

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache tracker.db*
