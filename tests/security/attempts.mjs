// Each attempt is a line with its answer; those that got through are said again at the end, where a long output is still read.
const attempts = [];
const shown = (text) => String(text).replace(/\s+/g, " ");

/// `category`: of the OWASP top ten. `held`: whether it got no more than it should.
export function attempt(category, words, answer, held) {
  attempts.push({ category, words, answer, held });
  console.log(`${held ? "  held " : "  FAIL "} ${category}  ${words} → ${shown(answer).slice(0, 90)}`);
}

export function conclude() {
  const through = attempts.filter(({ held }) => !held);
  for (const { category, words, answer } of through) console.log(`\nFAILED ${category}  ${words}: ${shown(answer).slice(0, 1000)}`);
  console.log(`\n${attempts.length} attempts, ${through.length} that got through`);
  process.exitCode = through.length ? 1 : 0;
}
