# Two commands matter: `make run` and `make test`. The others are listed by `make` alone.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
# Where nothing compiled is kept, each of hundreds of processes would compile our own code anew.
unexport PYTHONDONTWRITEBYTECODE

help:            ## list the verbs
	@sed -n 's/^\([a-z]*\): *[a-z ]*## /  make \1 \t/p' Makefile | expand -t 18

setup:           ## install what running needs, make keys and tables, load the demonstration
	@$(PYTHON) scripts/set_up.py

run: setup       ## serve the demonstration on this machine
	@./bin/amparo serve

test:            ## run every test: SQLite, PostgreSQL, browser, conteo alone
	@$(PYTHON) scripts/set_up.py --test
	@$(BIN)/python scripts/test.py $(SUITES)

databases:       ## ask everything of SQLite and of PostgreSQL, where `make test` shares it out
	@$(BIN)/python scripts/test.py --whole sqlite postgres

walk:            ## open every page in a browser in both languages, and ask everything at every width
	@AMPARO_TEST_WALK=whole $(BIN)/python scripts/with_postgres.py $(BIN)/python -m pytest -q -n 3 --dist loadgroup -m browser tests/journeys

stories:         ## what a programme does, end to end, in both languages; one line of JSON at the end
	@$(BIN)/python scripts/stories.py

attack:          ## draw hundreds of returns and families, try every way past their gates; an hour
	@AMPARO_TEST_ATTACK=1 $(BIN)/python -m pytest -q -n 2 tests/on_the_way/test_gates_by_every_way.py \
	  tests/on_the_way/test_family_by_every_way.py tests/on_the_way/test_family_of_others.py

kill:            ## carry 500 files between two servers that are killed at any moment; one line of JSON
	@AMPARO_TEST_KILLS=500 $(BIN)/python scripts/with_postgres.py $(BIN)/python -m pytest -q -n 0 -s -m browser tests/functional/test_killed.py

mutate:          ## put small faults into policies and doors, and count those that tests notice
	@$(BIN)/python scripts/mutate.py $(ROOMS)

check:           ## prove style, rooms, migrations and catalogues; changes nothing
	@$(BIN)/python scripts/check.py

fix:             ## change what a machine can
	@$(BIN)/ruff check --fix --quiet .; $(BIN)/ruff format --quiet .

docs:            ## write the pages of the manual that follow from the code
	@./bin/amparo docs states

bench:           ## measure everything that it must reach; takes more than an hour
	@$(BIN)/python -m benches $(BENCHES)

load:            ## a hundred members at once on PostgreSQL; one line of JSON at the end
	@AMPARO_TEST_DURABLE=1 $(BIN)/python scripts/with_postgres.py $(BIN)/python -m benches.load

lock:            ## choose versions anew and write the locks
	@$(PYTHON) scripts/lock.py

.PHONY: help setup run test databases walk stories attack kill mutate check fix docs bench load lock
