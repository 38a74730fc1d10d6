const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads a Go duration (`1h30m`) or a number of seconds; `undefined` for anything else. */
export function parseDurationMs(text: string): number | undefined {
  const plain = text.trim();
  if (/^\d+$/.test(plain)) return Number(plain) * 1_000;
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(plain)) return undefined;
  let sumMs = 0;
  for (const [, amount, unit] of plain.matchAll(
    /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g,
  )) {
    sumMs += Number(amount) * UNITS_MS[unit];
  }
  return sumMs;
}
