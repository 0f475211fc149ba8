# `make setup` is instant once done, so every target begins with it.
# Afterwards plain cargo commands work too, from any folder of the project.

CARGO ?= cargo
KZRULE := $(CARGO) run --release --quiet --bin kzrule --
RULES := rules/kz
PRACTICE := rules/kz-practice

.PHONY: all setup build run test test-long test-page page-times bench explorer lint clean distclean

all: build

setup:
	@sh scripts/setup.sh

build: setup
	$(CARGO) build --release

# The main job on the Kazakh rules, and on what was reported of later practice. Stops at the first command that finds fault, with a failure.
run: setup
	@$(CARGO) build --release
	@echo '$$ kzrule check $(RULES)'
	@$(KZRULE) check $(RULES)
	@echo '$$ kzrule test $(RULES)'
	@$(KZRULE) test $(RULES)
	@echo '$$ kzrule prove $(RULES)'
	@$(KZRULE) prove $(RULES)
	@echo '$$ kzrule prove $(RULES) freed_by_the_pilot shut_again --with $(PRACTICE)'
	@$(KZRULE) prove $(RULES) freed_by_the_pilot shut_again --with $(PRACTICE)

test: setup
	@if $(CARGO) nextest --version >/dev/null 2>&1; then \
		echo '$(CARGO) nextest run'; $(CARGO) nextest run; \
	else \
		echo '$(CARGO) test --all-targets'; $(CARGO) test --all-targets; \
	fi
	$(CARGO) test --doc

# What is too slow without optimization.
test-long: setup
	$(CARGO) test --release --test words --test readme -- --ignored

# The page of `kzrule report` in a browser, which is installed where that is possible.
test-page: setup
	@sh scripts/chromium.sh
	$(CARGO) test --release --test browser -- --ignored --skip measured

# How soon the pages are there, and how soon the explorer answers while the day moves.
page-times: setup
	@sh scripts/chromium.sh
	$(CARGO) test --release --test browser measured -- --ignored --nocapture

# kzrule beside a peer in one run, and how it grows. Takes half an hour the first time, and cvc5.
bench: setup
	cvc5=$$(sh scripts/cvc5.sh) && cd bench && CVC5=$$cvc5 $(CARGO) run --release --locked

# The evaluator of that page, which is in git: after a change of the language, the kernel or the words.
explorer:
	@sh scripts/explorer.sh

lint: setup
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets -- -D warnings

clean:
	$(CARGO) clean

# Also removes what the set-up fetched and wrote.
distclean: clean
	rm -rf .z3 .cargo/config.toml
