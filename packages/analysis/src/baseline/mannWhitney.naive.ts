/** The definition: the share of pairs in which the first is larger, ties counting half. */
export function superiorityNaive(
  first: readonly number[],
  second: readonly number[],
): number {
  let wins = 0;
  for (const a of first) {
    for (const b of second) {
      if (a > b) wins += 1;
      else if (a === b) wins += 0.5;
    }
  }
  return wins / (first.length * second.length);
}
