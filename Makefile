# make serve     build the book and serve it on this machine (the main job)
# make build     build the book
# make watch     build and serve it, and show what is saved at once
# make test      run every test
# make refresh   re-execute the notebooks and tidy their outputs
# make lint      check style, questions, notebooks and lists, in seconds
# make lists     write the README's lists of chapters from _toc.yml
# make benchmark  measure what the course promises to be quick
# make lighthouse  measure a page with Lighthouse (PAGE=book/when-is-it-a-race)
# make clean     remove what was built
# Each sets up what is missing, in .venv; delete .venv to start afresh.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
PAGE ?= book/when-is-it-a-race
BIN := .venv/bin
export PYTHONPATH := book:extensions

.PHONY: serve build watch test labs_as_nobody refresh lint lists benchmark lighthouse clean
.DEFAULT_GOAL := serve

.venv/bin/python:
	@sh tools/setup.sh environment "$(PYTHON)"

.venv/book.stamp: requirements.txt | .venv/bin/python
	@sh tools/setup.sh packages requirements.txt
	@touch $@

.venv/tests.stamp: requirements.txt requirements-labs.txt requirements-dev.txt | .venv/bin/python
	@sh tools/setup.sh packages requirements-dev.txt
	@touch .venv/book.stamp $@

serve: .venv/book.stamp tools/runpage/node_modules
	@$(BIN)/python tools/serving.py _build/html --port "$(PORT)" --check
	@$(BIN)/jupyter-book build -q .
	@$(BIN)/python tools/serving.py _build/html --port "$(PORT)"

build: .venv/book.stamp tools/runpage/node_modules
	@$(BIN)/jupyter-book build -q .

watch: .venv/tests.stamp tools/runpage/node_modules
	@$(BIN)/python tools/watch.py --port "$(PORT)"

# Without npm the book is built all the same, and has no Run buttons.
tools/runpage/node_modules: tools/runpage/package-lock.json | .venv/book.stamp
	@sh tools/setup.sh from_npm runpage "Python in the page"

tools/accessibility/node_modules: tools/accessibility/package-lock.json | .venv/tests.stamp
	@sh tools/setup.sh from_npm accessibility "the second engine of accessibility rules"

test: .venv/tests.stamp tools/runpage/node_modules tools/accessibility/node_modules
	@sh tools/setup.sh browser
	@sh tools/setup.sh servers
	@$(MAKE) --no-print-directory -j2 --output-sync lint labs_as_nobody
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile

labs_as_nobody: .venv/tests.stamp
	@sh tools/labs_as_ordinary_user.sh

lint: .venv/tests.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/codespell
	$(BIN)/python -m selfcheck lint
	$(BIN)/python -m openers lint
	$(BIN)/python -m exercises lint
	$(BIN)/python tools/notebook_rules.py
	$(BIN)/python tools/lists.py --check

lists: .venv/book.stamp
	@$(BIN)/python tools/lists.py

refresh: .venv/tests.stamp
	@sh tools/setup.sh servers
	@$(BIN)/python tools/refresh_notebooks.py

benchmark: .venv/tests.stamp build
	@sh tools/setup.sh browser
	@$(BIN)/python tools/benchmark.py

lighthouse: .venv/tests.stamp build
	@sh tools/setup.sh browser
	@$(BIN)/python tools/lighthouse.py $(PAGE)

clean:
	rm -rf _build .pytest_cache .ruff_cache .hypothesis
