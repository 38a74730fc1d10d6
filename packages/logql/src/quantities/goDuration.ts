const unitSeconds: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const wholePattern =
  /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const partPattern = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** The seconds of a Go duration such as `1h2m3.5s` or `-250ms`; undefined for what is none. O(length). */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!wholePattern.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(partPattern)) {
    seconds += Number(amount) * unitSeconds[unit];
  }
  return text.startsWith('-') ? -seconds : seconds;
}
