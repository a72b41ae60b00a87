# Every target finds a JDK 25 or newer by itself (scripts/find-jdk) and runs Maven by its wrapper (scripts/maven).
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory --no-builtin-rules
.PHONY: help run build quick test check coverage mutation reproducible notice format bench eval texts settings docs torture clean

jar := application/target/recado.jar

# The files that the jar is built from, and their folders: a folder's time changes when a file in it is deleted.
sources := $(shell find LICENSE NOTICE pom.xml .mvn domain/pom.xml adapters/pom.xml adapters/*/pom.xml application/pom.xml \
	domain/src/main adapters/*/src/main application/src/main 2>/dev/null)

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(jar) ## starts Recado on port 8080, with a simulator when no provider is configured; builds if needed
	@exec scripts/recado run

build: $(jar) ## leaves application/target/recado.jar, and beside it a cache for a fast start
	@scripts/recado train

quick: ## the tests that take milliseconds and boot nothing: under a minute once it is compiled
	@scripts/test quick

test: ## every test that needs nothing installed beyond a JDK 25 and Maven
	@scripts/test

check: ## what a change must pass: format, architecture, every test, the jar, the licences
	@scripts/maven --batch-mode --fail-at-end --threads 2 verify
	@scripts/notice check

coverage: ## every test with JaCoCo: prints the lines covered by module; the report is in application/target/site
	@scripts/coverage

mutation: ## PIT on the core (delivery, turn, guard): which breakages no test notices (PACKAGES=guard for one)
	@scripts/mutation

reproducible: ## builds twice, in two folders, and compares the jars
	@scripts/reproducible

notice: ## writes NOTICE: what ships with Recado, and under which licences
	@scripts/notice write

format: ## formats all Java files
	@scripts/maven --batch-mode --quiet spotless:apply

bench: $(jar) ## the benchmarks: prints a table, judges nothing
	@scripts/bench

eval: ## how well documents are searched (XQuAD, beside plain BM25), and what the example answers (SEED=)
	@scripts/eval

texts: ## writes docs/texts.yaml: everything that Recado says by itself, to be changed by RECADO_TEXTS_FILE
	@"$$(scripts/find-jdk)/bin/java" scripts/Texts.java

settings: $(jar) ## writes the tables of docs/reference/settings.md, and .env.example, from the catalogue of settings
	@"$$(scripts/find-jdk)/bin/java" -cp $(jar) application/src/test/java/dev/recado/application/SettingDocuments.java

docs: ## builds the documents as a site in target/site (needs python3; links and anchors are checked)
	@scripts/docs

torture: ## kills Recado 200 times under load, on each store, and counts what became of every message (KILLS=, SEED=, QUICK=, STORE=)
	@scripts/torture

clean: ## removes what was built; data stays
	rm -rf target domain/target adapters/target adapters/*/target application/target

$(jar): $(sources)
	@scripts/build
	@touch $@
