# Everything starts here: `make html` builds the site from a bare clone, `make test` proves it.
# What the machine must have: Python 3.11 or newer, git, make. All else is fetched, locked by hash.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
CONTENT ?= content
OUTPUT  ?= output
PUBLIC  ?= public
FORMAT  ?= text
BASE    ?= HEAD^1
STAMPS  := $(VENV)/stamps
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PIP_NO_PYTHON_VERSION_WARNING = 1

.PHONY: html test explore laws defences patterns check publish twice audit sbom faults edition suggest review weekly issue serve pictures reference schema clean lock bench help
.DEFAULT_GOAL := help

help:    ## Say what each target does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

html: $(STAMPS)/run   ## Build the site into output/ (on a bare clone too)
	@$(BIN)/lodestone build $(CONTENT) --output $(OUTPUT)

publish: $(STAMPS)/run   ## The strict build with the absolute site address, put into public/ at once
	@$(BIN)/lodestone build $(CONTENT) --publish --output $(PUBLIC)

twice: export SOURCE_DATE_EPOCH ?= $(shell date +%s)
twice: $(STAMPS)/run   ## The strict build from cold, by our command and by stock Pelican, compared byte for byte
	@rm -rf .lodestone $(PUBLIC) $(PUBLIC)-again
	@PYTHONHASHSEED=1 $(BIN)/lodestone build $(CONTENT) --publish --output $(PUBLIC)
	@rm -rf .lodestone
	@PYTHONHASHSEED=2 $(BIN)/pelican $(CONTENT) -s publishconf.py -o $(PUBLIC)-again --quiet
	@diff -r $(PUBLIC) $(PUBLIC)-again
	@for each in $(PUBLIC) $(PUBLIC)-again; do (cd $$each && find . -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -c1-64); done

audit: $(STAMPS)/dev   ## Look at what was built as a stranger does: links, feeds, data, policy; in a browser, accessibility
	@$(BIN)/python tests/browser/audit.py $(PUBLIC)

sbom: $(STAMPS)/run   ## Name all that the site is built with, with hashes and licences, in CycloneDX
	@$(BIN)/python tooling/sbom.py > sbom.cdx.json

edition:   ## Say in sentences what the built edition changes against the commit BASE
	@rm -rf .lodestone/before $(PUBLIC)-before && mkdir -p .lodestone/before
	@git archive $(BASE) content | tar -x -C .lodestone/before
	@$(BIN)/lodestone build .lodestone/before/content --publish --output $(PUBLIC)-before > /dev/null
	@$(BIN)/lodestone diff $(PUBLIC)-before $(PUBLIC) --format markdown

suggest: $(STAMPS)/run   ## Say what could be confirmed in the briefings that differ from the commit BASE
	@$(BIN)/lodestone suggest --base $(BASE) --by "$(GITHUB_ACTOR)" --format $(FORMAT)

# Needs GH_TOKEN and PULL, its number; a comment that was made before is not made again.
review: $(STAMPS)/run   ## Propose the same at the lines of a pull request on GitHub
	@mkdir -p .lodestone
	@gh api "repos/$(GITHUB_REPOSITORY)/pulls/$(PULL)/comments" --paginate --jq '.[].body' > .lodestone/known.txt
	@gh api "repos/$(GITHUB_REPOSITORY)/pulls/$(PULL)/reviews" --paginate --jq '.[].body' >> .lodestone/known.txt
	@$(BIN)/lodestone suggest --base $(BASE) --by "$(GITHUB_ACTOR)" --format review --known .lodestone/known.txt > .lodestone/review.json
	@test ! -s .lodestone/review.json || gh api --method POST "repos/$(GITHUB_REPOSITORY)/pulls/$(PULL)/reviews" --input .lodestone/review.json --silent

weekly: $(STAMPS)/weekly   ## Look for dead links, a newer Pelican, known weaknesses; what is found is in .lodestone/weekly.md
	@$(BIN)/lodestone build $(CONTENT) --publish --output $(PUBLIC) > /dev/null
	@$(BIN)/lodestone links $(PUBLIC) --format markdown > .lodestone/weekly.md || true
	@newest=$$($(PIP) index versions pelican 2> /dev/null | sed -n '1s/.*(\(.*\)).*/\1/p'); ours=$$($(BIN)/pelican --version); \
	  test -z "$$newest" -o "$$newest" = "$$ours" || printf '\n### A newer Pelican\n\n- %s is out, this site is built with %s.\n' "$$newest" "$$ours" >> .lodestone/weekly.md
	@$(BIN)/python -m pip_audit -r requirements.txt --require-hashes --disable-pip --progress-spinner off --format markdown > .lodestone/unsafe.md 2> .lodestone/unsafe.log \
	  || { printf '\n### Known weaknesses of what we lean on\n\n'; cat .lodestone/unsafe.md; tail -n 3 .lodestone/unsafe.log; } >> .lodestone/weekly.md
	@cat .lodestone/weekly.md

# Needs GH_TOKEN. One issue, written anew while it is open.
issue:   ## Put what `make weekly` found into an issue on GitHub
	@test -z "$$(tr -d '[:space:]' < .lodestone/weekly.md)" || { \
	  open=$$(gh issue list --repo "$(GITHUB_REPOSITORY)" --state open --search 'in:title "Weekly look"' --json number --jq '.[0].number // empty'); \
	  if [ -n "$$open" ]; then gh issue edit "$$open" --repo "$(GITHUB_REPOSITORY)" --body-file .lodestone/weekly.md; \
	  else gh issue create --repo "$(GITHUB_REPOSITORY)" --title "Weekly look" --body-file .lodestone/weekly.md; fi; }

serve: $(STAMPS)/run   ## Show the site at http://127.0.0.1:8000/, built again after each save
	@$(BIN)/lodestone serve $(CONTENT) --output $(OUTPUT)

pictures: $(STAMPS)/dev   ## Make the pictures of the docs anew, in Chromium
	@$(BIN)/python docs/pictures.py

reference: $(STAMPS)/run   ## Write the pages of reference that are made out of the code
	@$(BIN)/python docs/reference.py

schema: $(STAMPS)/run   ## Write the JSON Schema that VS Code completes and checks front matter by
	@$(BIN)/lodestone schema --content $(CONTENT) --output .lodestone/schema/briefing.schema.json

check: $(STAMPS)/dev   ## Content, style and types; no browser
	@$(BIN)/lodestone check $(CONTENT) --format $(FORMAT)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: $(STAMPS)/dev   ## All tests, fast ones first, in a real browser too
	@CHROMIUM=$$($(BIN)/python tests/browser/chromium.py) || exit 1; export CHROMIUM; \
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --maxschedchunk 4

explore: $(STAMPS)/dev   ## The laws, on examples that no run has tried yet; takes its time
	@LODESTONE_EXAMPLES=explore $(BIN)/python -m pytest tests/laws tests/repair --numprocesses auto

laws: $(STAMPS)/dev   ## The law of warm builds over 200 sequences of 30 edits, then with each kind of dependency taken out
	@$(BIN)/python tests/laws/long.py --sequences 200 --moves 30
	@$(BIN)/python tests/laws/mutants.py

defences: $(STAMPS)/dev   ## Take out each defence of the threat model; its test has to fail
	@$(BIN)/python tests/hostile/defences.py

patterns: $(STAMPS)/dev   ## Look for regular expressions that take more than twice as long for twice the text
	@$(BIN)/python tests/fuzz/patterns.py

faults: $(STAMPS)/dev   ## Plant nine faults and run the workflow's steps over each; a test does so too, without ruff and mypy
	@LODESTONE_FAULTS=whole $(BIN)/python -m pytest tests/contract/test_planted_faults.py

bench: $(STAMPS)/dev $(STAMPS)/bench   ## Measure repair, machine reading, builds, search and saves; Lighthouse has a command of its own
	@for each in repair annotate build search serve; do $(BIN)/python benchmarks/$$each.py || exit 1; done

lock: $(STAMPS)/dev   ## Lock all dependencies again, with hashes
	@$(PIP) install uv
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url -o requirements.txt pyproject.toml requirements-build.in
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml requirements-build.in
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --extra bench -c requirements.txt -o requirements-bench.txt pyproject.toml
	@$(BIN)/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --extra weekly -c requirements.txt -o requirements-weekly.txt pyproject.toml

clean:   ## Remove what was built; deleting it is always safe
	@rm -rf $(OUTPUT) $(PUBLIC) $(PUBLIC)-again $(PUBLIC)-before .lodestone $(VENV)

# pip refuses an editable install under --require-hashes: dependencies first, then the package alone.
$(STAMPS)/run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lodestone needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make html PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing into $(VENV)/ …"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/run
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(STAMPS)/weekly: requirements-weekly.txt $(STAMPS)/run
	@$(PIP) install --require-hashes -r requirements-weekly.txt
	@touch $@

$(STAMPS)/bench: requirements-bench.txt $(STAMPS)/run
	@$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@
