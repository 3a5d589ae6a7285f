#!/bin/sh
# Builds the style sheet and copies the scripts into the kit. Run it after a change here; commit what it writes.
set -eu
cd "$(dirname "$0")"
out=../src/wapentake/kit/static/kit
dist=node_modules/govuk-frontend/dist/govuk
npm ci --ignore-scripts
node node_modules/sass/sass.js --style=compressed --no-source-map --load-path=node_modules --quiet-deps \
    app.scss "$out/app.css"
# Without its pointer to a source map, which is not served: collectstatic would look for it.
sed 's:// *# sourceMappingURL=.*$::' "$dist/govuk-frontend.min.js" > "$out/govuk-frontend.min.js"
cp app.js agenda.js minutes.js favicon.svg govuk-frontend.LICENCE.txt "$out/"
