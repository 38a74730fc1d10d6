import { toFiveDigits } from './toFiveDigits';

/** The definition: thin by two whenever 128 are held and the next one comes, up to a distance of 32; then the newest 128. */
export function historyNaive(past: readonly number[]): number[] {
  let held: number[] = [];
  let stride = 1;
  let skipped = 0;
  for (const value of past) {
    skipped += 1;
    if (skipped < stride) continue;
    skipped = 0;
    if (held.length < 128) held.push(toFiveDigits(value));
    else if (stride < 32) {
      held = held.filter((_value, i) => i % 2 === 1);
      stride *= 2;
    } else held = [...held.slice(1), toFiveDigits(value)];
  }
  return held.sort((a, b) => a - b);
}
