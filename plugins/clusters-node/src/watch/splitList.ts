const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const ITEMS = Buffer.from('"items"');
const METADATA = Buffer.from('"metadata"');
const MANAGED_FIELDS = Buffer.from('"managedFields"');

/** A Kubernetes list, cut open but not parsed. */
export interface SplitList {
  /** The text of the list with its `items` taken out. */
  readonly envelope: string;
  readonly items: readonly ItemRange[];
}

/** Where the text of an item begins and ends, in bytes, and what of it is left out. */
export interface ItemRange {
  readonly start: number;
  readonly end: number;
  readonly omitted?: { readonly start: number; readonly end: number };
}

/**
 * Cuts the JSON text of a list into its items, so that each can be parsed by itself. Where `items` is not found, the envelope
 * is the whole text. Cuts only: parsing the envelope and every item accepts and refuses what parsing the whole does. The
 * exception are the entries of `metadata.managedFields`, a third of many objects, that nobody who watches needs: they are left
 * out unread. One pass over the bytes; those of UTF-8 beyond ASCII never look like a bracket or a quote.
 */
export function splitList(body: Buffer): SplitList {
  const open = findItems(body);
  if (open === undefined) return { envelope: body.toString('utf8'), items: [] };
  const items = itemsAfter(body, open);
  const last = items[items.length - 1];
  const isEmpty =
    items.length === 1 && skipBlanks(body, last.start) >= last.end;
  return {
    envelope:
      body.toString('utf8', 0, open + 1) + body.toString('utf8', last.end),
    items: isEmpty ? [] : items,
  };
}

/** The JSON text of one item. */
export function itemText(
  body: Buffer,
  { start, end, omitted }: ItemRange,
): string {
  return omitted === undefined
    ? body.toString('utf8', start, end)
    : body.toString('utf8', start, omitted.start) +
        body.toString('utf8', omitted.end, end);
}

/** The `[` of the outermost object's `items`. */
function findItems(body: Buffer): number | undefined {
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      const end = endOfText(body, at);
      const open = depth === 1 ? openAfterKey(body, at, end, ITEMS) : undefined;
      if (open !== undefined) return open;
      at = end;
    } else {
      depth += depthStep(byte);
    }
  }
  return undefined;
}

/** What stands between the `[` at `open`, the commas of its list and its `]`, or the end of the text where there is none. */
function itemsAfter(body: Buffer, open: number): ItemRange[] {
  const items: ItemRange[] = [];
  let start = open + 1;
  let omitted: ItemRange['omitted'];
  let depth = 0;
  let isMetadata = false;
  for (let at = start; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      const end = endOfText(body, at);
      if (depth === 1) {
        isMetadata = isText(body, at, end, METADATA);
      } else if (depth === 2 && isMetadata) {
        const list = openAfterKey(body, at, end, MANAGED_FIELDS);
        if (list !== undefined) {
          omitted = { start: list + 1, end: closeOf(body, list) };
        }
      }
      at = omitted !== undefined && omitted.start > end ? omitted.end : end;
    } else if (byte === COMMA && depth === 0) {
      items.push({ start, end: at, omitted });
      start = at + 1;
      omitted = undefined;
    } else {
      const step = depthStep(byte);
      if (depth + step < 0) return [...items, { start, end: at, omitted }];
      depth += step;
    }
  }
  return [...items, { start, end: body.length, omitted }];
}

/** Where the list opens whose key stands at `start` to `end`, if it is this key. */
function openAfterKey(
  body: Buffer,
  start: number,
  end: number,
  key: Buffer,
): number | undefined {
  if (!isText(body, start, end, key)) return undefined;
  const colon = skipBlanks(body, end + 1);
  if (body[colon] !== COLON) return undefined;
  const open = skipBlanks(body, colon + 1);
  return body[open] === OPEN_LIST ? open : undefined;
}

function isText(body: Buffer, start: number, end: number, text: Buffer) {
  return (
    end - start + 1 === text.length &&
    body.compare(text, 0, text.length, start, end + 1) === 0
  );
}

/** The bracket that closes the one at `open`. */
function closeOf(body: Buffer, open: number): number {
  let depth = 0;
  for (let at = open; at < body.length; at += 1) {
    if (body[at] === QUOTE) {
      at = endOfText(body, at);
    } else {
      depth += depthStep(body[at]);
      if (depth === 0) return at;
    }
  }
  return body.length;
}

function depthStep(byte: number): number {
  if (byte === OPEN_OBJECT || byte === OPEN_LIST) return 1;
  return byte === CLOSE_OBJECT || byte === CLOSE_LIST ? -1 : 0;
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
