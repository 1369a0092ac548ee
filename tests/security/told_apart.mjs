// Are two kinds of answers told apart by the time they take? Asked of ranks, not of milliseconds: what a busy machine adds falls on
// both alike, and moves neither the order nor the verdict.

/// By how many standard deviations `left` is slower than `right` (Mann and Whitney's U; both at least twenty long).
export function slower_by(left, right) {
  let wins = 0;
  for (const a of left) for (const b of right) wins += a > b ? 1 : a === b ? 0.5 : 0;
  const pairs = left.length * right.length;
  return (wins - pairs / 2) / Math.sqrt((pairs * (left.length + right.length + 1)) / 12);
}

/// Once in sixteen thousand by chance alone; in two runs one after the other, never.
export const too_far = 4;

/// Times `ask(kind, round)` in milliseconds, the kinds one after the other in an order that turns. Answers {kind: [ms…]}.
async function measured(kinds, rounds, ask) {
  const times = Object.fromEntries(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round++)
    for (let at = 0; at < kinds.length; at++) {
      const kind = kinds[(at + round) % kinds.length], from = performance.now();
      await ask(kind, round);
      times[kind].push(performance.now() - from);
    }
  return times;
}

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/// Whether the first kind is told from any other by its time. A first suspicion is measured again: only what is found twice holds.
/// `ask(kind, round)`: round goes on counting in the second run. Answers {told, words}.
export async function told_apart(kinds, rounds, ask) {
  for (const again of [false, true]) {
    const times = await measured(kinds, rounds, (kind, round) => ask(kind, round + (again ? rounds : 0)));
    const far = kinds.slice(1).map((kind) => slower_by(times[kinds[0]], times[kind]));
    const told = far.some((one) => Math.abs(one) > too_far);
    const words = `${kinds.map((kind) => `${kind} ${middle(times[kind]).toFixed(1)} ms`).join(", ")}: ${far.map((one) => one.toFixed(1)).join(" and ")} deviations apart`;
    if (!told || again) return { told, words };
  }
}
