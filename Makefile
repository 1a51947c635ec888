# `make run` serves the site, `make near` runs the tests nearest to what you changed, `make quick` all quick tests,
# `make test` every check and test.
PYTHON ?= python3
BIN := .venv/bin
POSTGRES ?= postgresql://postgres@127.0.0.1:5432/postgres
export PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What is compiled once is kept: the sites that are tested start in half the time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test near quick pages long check check-types check-the-rest test-sqlite test-postgres moments mutants covered nu provider lock audit editor fonts messages screenshots report bench bench-short

run: .venv/installed
	$(BIN)/flask prepare
	$(BIN)/python serve.py

test: check test-sqlite test-postgres

check: .venv/installed-for-tests
	@$(MAKE) --no-print-directory --jobs 2 check-types check-the-rest

check-types:
	$(BIN)/mypy

check-the-rest:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/flask courses check

# What the house rules name and nobody must mend: long files, odd packages, branching functions.
report: .venv/installed-for-tests
	@$(BIN)/python -m tools.house_report

# Would a test notice a slip? A sample of N small changes, one at a time; OF names files.
N ?= 60
SEED ?= 1
mutants: .venv/installed-for-tests .make/covered/lines
	@$(BIN)/python -m tools.mutants --count $(N) --seed $(SEED) --postgres '$(POSTGRES)' $(OF)

# Which tests run which line? Kept until it is made anew; what is edited afterwards is known.
covered: .venv/installed-for-tests
	@rm -f .make/covered/lines
	@$(MAKE) --no-print-directory .make/covered/lines

.make/covered/lines:
	@$(BIN)/python -m tools.covered
	$(BIN)/pytest $(IN_PROCESS) --cov --cov-context=test --cov-report=

# The quick tests that are nearest to what is not committed, or else to the last commit.
near: .venv/installed-for-tests
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not process and not walk" $$($(BIN)/python -m tools.near)

# On SQLite, with neither a browser nor a second process, and without walking over every page.
IN_PROCESS := -n auto --dist worksteal -m "not browser and not process"
quick: .venv/installed-for-tests
	$(BIN)/pytest -n auto --dist worksteal -m "not browser and not process and not walk"

# The quick tests that go by the clock at each moment of tests/moments.py: weekdays, leap day, summer time, far zones.
moments: .venv/installed-for-tests
	@$(BIN)/python -m tests.moments | { red=""; while read -r moment zone why; do \
		echo "$$moment $$zone: $$why"; \
		TZ=$$zone $(BIN)/pytest $(IN_PROCESS) --moment "$$moment" --zone "$$zone" </dev/null \
			|| red="$$red $$moment"; \
	done; test -z "$$red" || { echo "red at$$red"; exit 1; }; }

# Write down anew, after a change that is meant, what every page and letter says, what comes of every form and of
# slips in lessons, and what each table holds.
WRITTEN_DOWN := tests/test_every_page.py tests/test_every_form.py tests/test_every_sample_page.py \
	tests/slipped_rows/test_slipped_rows.py \
	tests/mail/test_every_letter.py tests/models/test_every_table.py tests/content/test_slipped_lessons.py \
	tests/content/formats/test_slipped_files.py tests/people/roster/test_slipped_lists.py \
	tests/notifications/test_ten_weeks.py tests/interop/scim/test_long_talk.py \
	tests/commands/test_made_up_sites.py tests/people/roster/test_every_list.py \
	$(shell grep -rl --include='test_*.py' 'page_as_before:' tests)
pages: .venv/installed-for-tests
	$(BIN)/pytest --record-pages $(WRITTEN_DOWN)

# What takes long by its nature: the site killed fifty times while people save.
long: .venv/installed-for-tests
	$(BIN)/pytest --kills 50 tests/site/test_kills.py

# Is the site as fast as we want it, and as it was? One table of ratios, from all PARTS or those named.
PARTS ?=
bench: .venv/installed-for-tests
	@BENCH_POSTGRES='$(POSTGRES)' $(BIN)/python -m benchmarks $(PARTS)

# The same in less than a minute: small, and red only where something is ten times worse.
bench-short: .venv/installed-for-tests
	@$(BIN)/python -m benchmarks --short

test-sqlite: .venv/installed-for-tests nu provider
	$(BIN)/pytest -n auto --dist loadgroup

test-postgres: .venv/installed-for-tests nu provider
	@if $(BIN)/python -c "import psycopg; psycopg.connect('$(POSTGRES)', connect_timeout=3)" 2>/dev/null; then \
		echo "what can differ, on PostgreSQL"; \
		TANDEM_TEST_DATABASE_URL='$(POSTGRES)' $(BIN)/pytest -n auto --dist loadgroup; \
	elif [ -n "$$CI" ]; then \
		echo "no PostgreSQL at $(POSTGRES)"; exit 1; \
	else \
		echo "no PostgreSQL at $(POSTGRES): tested on SQLite only"; \
	fi

# The Nu checker of HTML, where Java runs it and npm fetches it. Without it its tests are skipped.
nu:
	@if command -v java >/dev/null && command -v npm >/dev/null; then $(MAKE) --no-print-directory tools/nu/node_modules; \
	else echo "no Java or no npm: the HTML is not checked"; fi

tools/nu/node_modules: tools/nu/package-lock.json
	cd tools/nu && npm ci --silent --ignore-scripts
	@touch $@

# A real sign-in provider for the tests of single sign-on, where npm fetches it. Without it they are skipped.
provider:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory tools/oidc-provider/node_modules; \
	else echo "no npm: single sign-on is tested without a real provider"; fi

tools/oidc-provider/node_modules: tools/oidc-provider/package-lock.json
	cd tools/oidc-provider && npm ci --silent --ignore-scripts
	@touch $@

# Bundle the editor of the workshop again; needs Node.js. See docs/editor.md.
editor:
	cd tools/editor && npm ci --silent --ignore-scripts && node node_modules/esbuild/install.js && npm run --silent build

# Cut the typefaces in static/fonts again; needs Node.js. See docs/fonts.md.
fonts: .venv/installed-for-tests
	cd tools/fonts && npm ci --silent --ignore-scripts
	$(BIN)/python -m tools.fonts.cut

# Take the pictures of README.md and docs/ again, from the sample; needs Chromium.
screenshots: .venv/installed-for-tests
	$(BIN)/python -m tools.screenshots

# Bring the catalogues in translations/ up to the code and compile them. See docs/translating.md.
messages: .venv/installed
	mkdir -p .make
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --keywords N_ --keywords lazy_gettext --keywords say --keywords counted:1,2 --no-location --sort-output --output .make/messages.pot .
	$(BIN)/pybabel --quiet update --input-file .make/messages.pot --output-dir translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
	$(BIN)/pybabel --quiet compile --directory translations

# Is a hole known in a package? Says so where the service cannot be asked.
audit: .make/audit/installed
	@.make/audit/bin/python -m tools.audit

.make/audit/installed:
	@$(PYTHON) -m venv .make/audit
	@.make/audit/bin/pip install --quiet pip-audit==2.10.1
	@touch $@

# Fix the version of everything that requirements.in and requirements-dev.in name, with the hashes of its files.
LOCKED := --quiet --generate-hashes --allow-unsafe --no-strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" .venv-lock/bin/pip-compile $(LOCKED) --output-file requirements.txt requirements.in
	CUSTOM_COMPILE_COMMAND="make lock" .venv-lock/bin/pip-compile $(LOCKED) --output-file requirements-dev.txt requirements-dev.in
	rm -rf .venv-lock

.venv/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tandem needs Python 3.11 or newer. Try: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/created requirements.txt
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	@touch $@

.venv/installed-for-tests: .venv/created requirements-dev.txt
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch .venv/installed $@
