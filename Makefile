# Two commands do everything on a fresh machine: `make demo`, `make test`. Python 3.11 or newer is all they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test coverage check bench pictures docs notebook lock wheel clean

demo: $(VENV)/.installed
	$(BIN)/provenance demo

test: $(VENV)/.tested
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(PYTEST_ARGS)

# Which lines and branches the tests reach; what needs an extra that is not installed counts as not reached.
coverage:
	$(MAKE) test PYTEST_ARGS="--cov --cov-report=term $(PYTEST_ARGS)"

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Real corpora are read by path and are not part of the repository: make bench CORPORA=/path/to/corpora
bench: $(VENV)/.tested
	$(BIN)/python -m tests.bench $(CORPORA)

# The pictures of the documentation, photographed anew in Chromium.
pictures: $(VENV)/.tested
	$(BIN)/python -m tests.pictures

# The site is docs/_site/index.html; nothing is fetched and nothing in it is loaded from elsewhere.
docs: $(VENV)/.tested
	$(BIN)/python -m sphinx -W --keep-going -q docs docs/_site

# Runs the example notebook and stores what it gives.
notebook: $(VENV)/.tested
	$(BIN)/python -m tests.notebook

wheel: $(VENV)/.tested
	$(BIN)/python -m hatchling build -t wheel

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("provenance needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt requirements-build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.txt -r requirements-build.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements-test.txt
	$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

# Rewrites the three locked files from pyproject.toml, without any index address in them.
LOCK := $(BIN)/uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade
lock: $(VENV)/.installed
	$(PIP) install uv
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group build -c requirements.txt -o requirements-build.txt
	$(LOCK) pyproject.toml --extra postgres --extra timestamp --extra web --group test --group docs -c requirements.txt -o requirements-test.txt
	# pip trips over this extra of lxml; what it names is a dependency of our own.
	sed -i 's/^lxml\[html-clean\]==/lxml==/' requirements*.txt

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
