.PHONY: run test check bench soak pins clean help
PY = .venv/bin/python

help:
	@echo "make run      start Havn at http://127.0.0.1:8000 (PORT=, HOST=, PYTHON=, DATABASE_URL=)"
	@echo "make test     set up all the tests need, check the code and run every test"
	@echo "make check    lint, format, types, import contract, templates, Django's own checks"
	@echo "make bench    measure against bare SQL"
	@echo "make soak     the long tests that make test leaves out"
	@echo "make pins     renew the pinned packages after a change of requirements*.in (needs uv)"
	@echo "make clean    remove what was generated; the data in var/ stays"

run:
	@exec bin/bootstrap run

test:
	@bin/bootstrap test
	@$(PY) manage.py translations compile
	@$(MAKE) --no-print-directory check
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal

check:
	@bin/bootstrap dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PY) -m djlint templates --lint --quiet
	$(PY) manage.py check
	$(PY) -W ignore manage.py makemigrations --check --dry-run

bench:
	@bin/bootstrap dev
	@$(PY) manage.py bench

soak:
	@bin/bootstrap test
	@$(PY) -m pytest -m soak
	@TIMES=20 $(PY) -m pytest tests/properties

pins:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --only-binary :all: --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --only-binary :all: --no-header requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache var/static var/test-pg*
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
	rm -f locale/*/LC_MESSAGES/*.mo
