#!/usr/bin/env bash
# Makes look.css anew from NHS.UK frontend (MIT, see LICENCE-nhsuk-frontend): the
# rules that match something in our pages, without the font, which is not free, and
# without any address. Needs Node; building credctl does not. The hash of what it
# makes stands in page_test.go.
set -euo pipefail
cd "$(dirname "$0")"
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$tools" \
	nhsuk-frontend@10.6.1 sass@1.108.2 purgecss@8.0.0
bin=$tools/node_modules/.bin
"$bin/sass" --style=compressed --no-charset --no-source-map \
	--load-path "$tools/node_modules/nhsuk-frontend/dist" look.scss >"$tools/whole.css"
# What the pages of the catalogue use besides: a search field, buttons and tags.
"$bin/purgecss" --css "$tools/whole.css" --content shell.tmpl body.go --output "$tools/look.css" \
	--safelist h3 h4 h5 h6 ins del code pre button input label \
	nhsuk-button nhsuk-input nhsuk-label nhsuk-hint nhsuk-form-group nhsuk-u-visually-hidden \
	nhsuk-tag nhsuk-tag--green nhsuk-tag--grey nhsuk-tag--yellow nhsuk-tag--red nhsuk-tag--blue
if grep -o 'url([^)]*)' "$tools/look.css"; then
	echo "the style sheet asks for something outside" >&2
	exit 1
fi
cp "$tools/look.css" look.css
sha256sum look.css
