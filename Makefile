# Targets for working on Entente. `make help` lists them; .ci/run is the gate.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

GO := go
TOOL := $(GO) tool -modfile=tools.mod
FUZZTIME ?= 30s
COUNT ?= 10
# Packages whose tests keep golden files, and packages that have fuzz targets.
GOLDEN = $(sort $(dir $(shell grep -rl --include='*_test.go' '"entente/internal/golden"' .)))
FUZZED = $(sort $(dir $(shell grep -rl --include='*_test.go' '^func Fuzz' .)))

.PHONY: help build run test race script golden fuzz bench lint fmt law generate docs vuln hooks ci

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

build: ## build bin/entente
	$(GO) build -o bin/ ./cmd/entente

run: ## show the schedule of the bundled dossier
	$(GO) run ./cmd/entente schedule kr-us-sma

test: ## run all tests
	$(GO) test ./...

race: ## run all tests with the race detector
	$(GO) test -race ./...

script: ## run the scripts of the command line (ARGS=-update rewrites what they expect)
	$(GO) test ./cmd/entente -run '^TestScript' $(ARGS)

golden: ## write what the tests got into their golden files; read the diff afterwards
	$(GO) test $(GOLDEN) -update

# Minimising an interesting input is bounded, else it eats the time. The go
# command now and then reports the end of the time itself as a failure
# ("context deadline exceeded"); a finding is told by the input it wrote.
fuzz: ## give each fuzz target FUZZTIME (30s); what one finds is to be committed
	@for dir in $(FUZZED); do \
	  for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9]+' $$dir*_test.go | sed 's/^func //'); do \
	    echo "== $$dir $$target"; \
	    $(GO) test $$dir -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x -parallel 1 | tee bin/fuzz.txt || { \
	      ! grep -q 'Failing input written' bin/fuzz.txt && grep -q 'context deadline exceeded' bin/fuzz.txt; }; \
	  done; \
	done
fuzz: | bin

bench: ## run every benchmark COUNT (10) times into bench.txt and summarise it
	$(GO) test -run '^$$' -bench . -benchmem -count $(COUNT) ./... | tee bench.txt
	$(TOOL) benchstat bench.txt

lint: ## run the linter with the pinned version
	$(TOOL) golangci-lint run ./...

fmt: ## format all Go files
	$(TOOL) golangci-lint fmt ./...

law: ## check who imports whom
	$(GO) test -count 1 -run '^(TestImportLaw|TestEveryPackageHasDoc)$$' .

generate: ## write the vector code of internal/vector with avo
	$(GO) generate ./internal/vector

docs: ## write the generated pages below docs/
	$(GO) test -count 1 -run 'Page$$' $(GOLDEN) -update

vuln: ## look for known vulnerabilities; not part of the gate, as it needs their database
	@$(TOOL) govulncheck ./... || { code=$$?; [ $$code -eq 3 ] || echo 'vulnerabilities: not checked' >&2; exit $$code; }

hooks: ## install the hook that runs before a commit
	git config core.hooksPath .githooks

ci: ## run the gate
	.ci/run

bin:
	mkdir -p bin
