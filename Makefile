SHELL := bash
.PHONY: help setup checks run demo dev site check test end2end bench package trial pictures format clean

help: ## This list
	@sed -n 's/^\([a-z0-9]*\):.*## /\1	/p' Makefile | expand -t 12

setup: ## Install what is missing on this machine
	@.make/setup

checks:
	@.make/setup --checks

run: setup ## Build small and fast, then serve on 127.0.0.1:3000 with its data in ./data
	@.make/site release
	@.make/serve release

demo: setup ## The same with sample data: 200 merchants, two years of cases, in ./demo-data
	@.make/site release
	@.make/demo

dev: setup ## The same, built quickly
	@.make/site dev
	@.make/serve dev

site: setup ## Only the browser's half, as it is handed out
	@.make/site release

check: checks ## Format, licences, clippy and tests, without a browser
	@.make/check

test: checks ## Everything
	@.make/test

end2end: setup ## The browser's journeys alone, on a quick build
	@.make/site dev
	@.make/serve dev --build-only
	@.make/end2end dev

bench: setup ## How fast, beside the raw limit of the database; bytes of a first visit; start without a server
	@.make/bench

package: setup ## The Debian package, in target/debian; a release build, many minutes
	@.make/package

trial: setup ## Install, upgrade, go back and remove the package in a bare Debian root; as root
	@.make/trial

pictures: setup ## README's pictures, taken anew from the sample data
	@.make/pictures

format: setup ## Put the code in its form
	@. .make/common.sh && cargo fmt --all

clean: ## Drop everything that was built; ./data stays
	@rm -rf target end2end/node_modules end2end/test-results
