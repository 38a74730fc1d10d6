import type { TerminalSize } from './CommandStreams';

const MAX_CELLS = 10_000;

/** The size of a client's terminal over time. */
export class TerminalResizes {
  readonly #listeners = new Set<(size: TerminalSize) => void>();
  #size: TerminalSize | undefined;

  /** Told the last known size at once. Returns its undo. */
  on(listener: (size: TerminalSize) => void): () => void {
    this.#listeners.add(listener);
    if (this.#size) listener(this.#size);
    return () => this.#listeners.delete(listener);
  }

  /** A message of a resize stream, `{"Width":80,"Height":24}` in either case; what is none is ignored, as the kubelet does. */
  receive(message: Buffer): void {
    for (const line of message.toString('utf8').split('\n')) {
      const size = parseSize(line);
      if (!size) continue;
      this.#size = size;
      for (const listener of [...this.#listeners]) listener(size);
    }
  }
}

function parseSize(text: string): TerminalSize | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not a size: the caller ignores it.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map(
    Object.entries(value).map(([name, field]) => [name.toLowerCase(), field]),
  );
  const columns = cells(fields.get('width'));
  const rows = cells(fields.get('height'));
  return columns && rows ? { columns, rows } : undefined;
}

function cells(value: unknown): number | undefined {
  return typeof value === 'number' &&
    Number.isInteger(value) &&
    value > 0 &&
    value <= MAX_CELLS
    ? value
    : undefined;
}
