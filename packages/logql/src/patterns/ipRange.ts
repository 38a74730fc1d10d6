/** Addresses between two ends, both included; versions 4 and 6 never meet. */
interface IpRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** Whether a text is, or a line holds, an address in a range. */
export interface IpTest {
  /** Of a text that should be an address; undefined when it is none. */
  isInside(text: string): boolean | undefined;
  isAnyInside(line: string): boolean;
}

/** A test for `192.168.4.5`, `192.168.4.5/16`, `192.168.4.1-192.168.4.100` and the same of IPv6; undefined for what is none. */
export function compileIpTest(pattern: string): IpTest | undefined {
  const range = rangeOf(pattern.trim());
  if (range === undefined) return undefined;
  const isWithin = ({ version, value }: Address) =>
    version === range.version && value >= range.first && value <= range.last;
  return {
    isInside: text => {
      const address = addressOf(text);
      return address && isWithin(address);
    },
    isAnyInside: line => {
      const candidates =
        range.version === 4
          ? /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d])/g
          : /[\da-f]*:[\da-f:.]+/gi;
      for (const [text] of line.matchAll(candidates)) {
        const address = addressOf(text);
        if (address && isWithin(address)) return true;
      }
      return false;
    },
  };
}

function rangeOf(pattern: string): IpRange | undefined {
  const slash = pattern.indexOf('/');
  if (slash >= 0)
    return blockOf(pattern.slice(0, slash), pattern.slice(slash + 1));
  const dash = pattern.indexOf('-');
  const first = addressOf(dash < 0 ? pattern : pattern.slice(0, dash).trim());
  const last = dash < 0 ? first : addressOf(pattern.slice(dash + 1).trim());
  if (!first || !last || first.version !== last.version) return undefined;
  if (last.value < first.value) return undefined;
  return { version: first.version, first: first.value, last: last.value };
}

function blockOf(text: string, bitsText: string): IpRange | undefined {
  const address = addressOf(text);
  const width = address?.version === 4 ? 32 : 128;
  const bits = /^\d{1,3}$/.test(bitsText) ? Number(bitsText) : Infinity;
  if (!address || bits > width) return undefined;
  const size = 1n << BigInt(width - bits);
  const first = address.value - (address.value % size);
  return { version: address.version, first, last: first + size - 1n };
}

function addressOf(text: string): Address | undefined {
  return text.includes(':') ? sixOf(text) : fourOf(text);
}

function fourOf(text: string): Address | undefined {
  const parts = text.split('.');
  const isAddress =
    parts.length === 4 &&
    parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256);
  if (!isAddress) return undefined;
  const value = parts.reduce((sum, part) => sum * 256 + Number(part), 0);
  return { version: 4, value: BigInt(value) };
}

function sixOf(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(half => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [
    ...head,
    ...new Array<string>(tail === undefined ? 0 : missing).fill('0'),
    ...(tail ?? []),
  ];
  if (!groups.every(group => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const value = groups.reduce(
    (sum, group) => sum * 65_536n + BigInt(`0x${group}`),
    0n,
  );
  return { version: 6, value };
}
