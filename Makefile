# make corpus   build the corpus into data/aligned        (each makes .venv first and installs what it needs;
# make test     run the fast tests                         the second time it goes straight to work)
# make check    lint, format, types, every test

# The slow tests load a real sentence-transformers model. CPU torch is enough for them; on Linux the wheel that
# PyPI gives by default brings gigabytes of CUDA. pip takes a CPU build of this version where it can see one;
# to point it at PyTorch's own index:  make check TORCH="torch --index-url <PyTorch's CPU index>"
TORCH ?= torch==2.13.0

SHELL := /bin/sh
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517
export PIP_NO_INPUT := 1

# With LOCK=1, as .ci/run has it, exactly the versions of .ci/lock-*.txt are installed, and the hash of each file must be the one
# that stands there; torch alone, which .check installs first, is not in them. `make lock` writes them anew.
comma := ,
CHECK_EXTRAS := datasets,dev,fit,languages,research,slow,sentence-transformers
ifdef LOCK
install = $(PIP) --require-hashes --requirement .ci/lock-$(1).txt && $(PIP) --no-deps --editable .
else
install = $(PIP) --editable ".[$(2)]"
endif
LOCKING := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --quiet --upgrade \
  --generate-hashes --no-header --no-annotate

# Without bytecode every process of the tests would compile the whole package, and pytest all tests, anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: corpus test slow check lint format licences site notebooks lock clean help
.NOTPARALLEL:

help:
	@sed -n '1,3s/^# //p' Makefile

corpus: .venv/.run
	$(BIN)/aigov-corpus build

# One process more than there are cores, because some tests wait for a server that is silent. More than four spend
# longer on loading what they all need than they save.
test: .venv/.test
	$(BIN)/python -m pytest --dist loadfile --maxprocesses 4 \
	  --numprocesses $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')

# A browser that has not answered in time is asked once more: on two cores that are busy it happens. No other failure is.
slow: .venv/.check
	$(BIN)/python -m pytest -m slow --dist loadfile --numprocesses 2 --reruns 1 --only-rerun 'Timeout [0-9]+ms exceeded'

check: lint test slow

lint: .venv/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.check
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

licences: .venv/.check
	$(BIN)/python tests/packaging/third_party.py --write

site: .venv/.check
	$(BIN)/python -m mkdocs build --strict

notebooks: .venv/.check
	$(BIN)/python tests/notebooks/run.py --write notebooks/*.ipynb

lock: .venv/.python
	$(PIP) uv
	$(LOCKING) --extra languages --extra test --output-file .ci/lock-test.txt
	echo "torch; sys_platform == 'never'" > .venv/no-torch.txt
	$(LOCKING) $(foreach extra,$(subst $(comma), ,$(CHECK_EXTRAS)),--extra $(extra)) --overrides .venv/no-torch.txt \
	  --constraints .ci/lock-test.txt --output-file .ci/lock-check.txt

clean:
	rm -rf .venv

# --- what each needs; a stamp says that it is there for this pyproject.toml ---

.venv/.python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "This needs Python 3.11 or newer and found none; install one, or name it:  make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make virtual environments; install its venv module (Debian: apt-get install python3-venv)" >&2; \
	  exit 1; \
	fi; \
	rm -rf .venv && $$found -m venv .venv
	@touch $@

.venv/.run: .venv/.python pyproject.toml
	@echo "installing into .venv; the first time this takes a minute or two (a warning of pip about lxml does no harm)"
	$(call install,test,languages)
	@touch $@

.venv/.test: .venv/.python pyproject.toml
	@echo "installing into .venv, with what the tests need"
	$(call install,test,test)
	@touch $@ .venv/.run

.venv/.check: .venv/.python pyproject.toml
	@echo "installing into .venv, with what the slow tests need: some minutes the first time"
	$(PIP) $(TORCH)
	$(call install,check,$(CHECK_EXTRAS))
	@touch $@ .venv/.test .venv/.run
