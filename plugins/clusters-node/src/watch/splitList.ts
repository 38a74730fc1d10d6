const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const ITEMS_KEY = Buffer.from('"items"');

/** A Kubernetes list, cut open but not parsed. */
export interface SplitList {
  /** The text of the list with its `items` taken out. */
  readonly envelope: string;
  /** Where each item begins and ends, in bytes. */
  readonly items: readonly (readonly [start: number, end: number])[];
}

/**
 * Cuts the JSON text of a list into its items, so that each can be parsed by itself. Where `items` is not found, the envelope
 * is the whole text. Cuts only: parsing the envelope and every item accepts and refuses what parsing the whole does.
 * One pass over the bytes; those of UTF-8 beyond ASCII never look like a bracket or a quote.
 */
export function splitList(body: Buffer): SplitList {
  const open = findItems(body);
  if (open === undefined) return { envelope: body.toString('utf8'), items: [] };
  const cuts = [open, ...cutsAfter(body, open)];
  const close = cuts[cuts.length - 1];
  const items = cuts
    .slice(1)
    .map((end, index) => [cuts[index] + 1, end] as const);
  const isEmpty = items.length === 1 && isBlank(body, items[0]);
  return {
    envelope: body.toString('utf8', 0, open + 1) + body.toString('utf8', close),
    items: isEmpty ? [] : items,
  };
}

/** The `[` of the outermost object's `items`. */
function findItems(body: Buffer): number | undefined {
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      const end = endOfText(body, at);
      const open = depth === 1 ? openAfterKey(body, at, end) : undefined;
      if (open !== undefined) return open;
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
    }
  }
  return undefined;
}

/** Where the list opens whose key stands at `start` to `end`, if that key is `items`. */
function openAfterKey(
  body: Buffer,
  start: number,
  end: number,
): number | undefined {
  if (!body.subarray(start, end + 1).equals(ITEMS_KEY)) return undefined;
  const colon = skipBlanks(body, end + 1);
  if (body[colon] !== COLON) return undefined;
  const open = skipBlanks(body, colon + 1);
  return body[open] === OPEN_LIST ? open : undefined;
}

/** Each comma between the items, then the `]` of the list; the end of the text where there is none. */
function cutsAfter(body: Buffer, open: number): number[] {
  const cuts: number[] = [];
  let depth = 0;
  for (let at = open + 1; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      at = endOfText(body, at);
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth === 0) return [...cuts, at];
      depth -= 1;
    } else if (byte === COMMA && depth === 0) {
      cuts.push(at);
    }
  }
  return [...cuts, body.length];
}

/** The closing quote of the text that opens at `start`. */
function endOfText(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) {
    at += body[at] === BACKSLASH ? 2 : 1;
  }
  return at;
}

function skipBlanks(body: Buffer, start: number): number {
  let at = start;
  while (body[at] <= 0x20) at += 1;
  return at;
}

function isBlank(body: Buffer, [start, end]: readonly [number, number]) {
  return skipBlanks(body, start) >= end;
}
