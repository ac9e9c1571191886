# make serve     build the book and serve it on this machine (the main job)
# make test      run every test
# make refresh   re-execute the notebooks and tidy their outputs
# make lint      check the questions and the style, in seconds
# make lighthouse  measure a page with Lighthouse (PAGE=book/when-is-it-a-race)
# make clean     remove what was built
# Each sets up what is missing, in .venv; delete .venv to start afresh.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
PAGE ?= book/when-is-it-a-race
BIN := .venv/bin
export PYTHONPATH := book

.PHONY: serve test refresh lint lighthouse clean
.DEFAULT_GOAL := serve

.venv/bin/python:
	@sh tests/setup.sh environment "$(PYTHON)"

.venv/book.stamp: requirements.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/tests.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch .venv/book.stamp $@

serve: .venv/book.stamp
	@$(BIN)/jupyter-book build -q .
	@$(BIN)/python tests/serving.py _build/html --port $(PORT)

# Python in WebAssembly, for a test of minicluster
tools/pyodide/node_modules: tools/pyodide/package-lock.json | .venv/tests.stamp
	@$(BIN)/python tools/node.py npm ci --prefix tools/pyodide --ignore-scripts --no-audit --no-fund --silent && \
		touch $@ || echo "skipped: minicluster in Pyodide, which npm could not install." >&2

test: .venv/tests.stamp tools/pyodide/node_modules
	@sh tests/setup.sh browser
	@sh tests/setup.sh servers
	@$(MAKE) --no-print-directory lint
	@sh tests/labs_as_ordinary_user.sh
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile

lint: .venv/tests.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/codespell
	$(BIN)/python -m selfcheck lint

refresh: .venv/tests.stamp
	@sh tests/setup.sh servers
	@$(BIN)/python tests/refresh.py

lighthouse: .venv/tests.stamp
	@sh tests/setup.sh browser
	@$(BIN)/jupyter-book build -q .
	@$(BIN)/python tests/lighthouse.py $(PAGE)

clean:
	rm -rf _build .pytest_cache .ruff_cache .hypothesis
