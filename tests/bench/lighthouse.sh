#!/bin/sh
# Lighthouse (mobile) on the pages that visitors open first, against a running site:
#   tests/bench/lighthouse.sh [http://127.0.0.1:8000] [path …]
# Prints performance, accessibility, best practices, SEO. The aim: at least 98, then 100 each. Not a test: the figures
# depend on how busy the machine is. Needs node and Chromium; CHROME_PATH and LIGHTHOUSE name other ones.
set -eu
site=${1:-http://127.0.0.1:8000}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- / /explore/ /explore/projects/ /@ada/ /@ada/churn-on-mixed-tabular-data/ \
	/frameworks/ /frameworks/three-levels/ /frameworks/three-levels/skills/l2.generalization.dropout/ /about/proof/
CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v google-chrome || true)}
export CHROME_PATH
lighthouse=${LIGHTHOUSE:-npx --yes lighthouse@13.5.0}
report=$(mktemp)
trap 'rm -f "$report"' EXIT
printf '%-64s %5s %5s %5s %5s\n' page perf a11y best seo
for path in "$@"; do
	$lighthouse "$site$path" --quiet --output=json --output-path="$report" \
		--only-categories=performance,accessibility,best-practices,seo \
		--chrome-flags="--headless=new --no-sandbox --disable-dev-shm-usage" >/dev/null 2>&1
	node -e '
		const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
		const score = (name) => String(Math.round(report.categories[name].score * 100)).padStart(5);
		const names = ["performance", "accessibility", "best-practices", "seo"];
		console.log(process.argv[2].padEnd(64), names.map(score).join(" "));
		for (const name of names) for (const { id, weight } of report.categories[name].auditRefs) {
			const { score, title, displayValue } = report.audits[id];
			if (weight && score !== null && score < (name === "performance" ? 0.9 : 1)) console.log("   ", name, id, displayValue ?? title);
		}' "$report" "$path"
done
