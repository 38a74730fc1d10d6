import type { ResultEntry, ResultStream } from '@orrery/logql';

type Labels = Readonly<Record<string, string>>;

/** Streams as `result` of an answer: `[{stream, values: [["<ns>", "line"]]}]`. */
export function toStreamsJson(streams: readonly ResultStream[]): string {
  return JSON.stringify(
    streams.map(({ labels, entries }) => ({
      stream: labels,
      values: entries.map(({ timeMs, line }) => [nanosOf(timeMs), line]),
    })),
  );
}

/** The same with the labels of lines beside them, so that streams are those that were stored. */
export function toCategorizedJson(streams: readonly ResultStream[]): string {
  const groups = new Map<string, { stream: Labels; values: unknown[] }>();
  const entries = streams.flatMap(each => each.entries);
  for (const entry of entries) {
    const key = JSON.stringify(entry.layers.stream);
    const group = groups.get(key) ?? {
      stream: entry.layers.stream,
      values: [],
    };
    groups.set(key, group);
    group.values.push(categorized(entry));
  }
  return JSON.stringify([...groups.values()]);
}

function categorized({ timeMs, line, layers }: ResultEntry): unknown {
  const { metadata, parsed } = layers;
  return [
    nanosOf(timeMs),
    line,
    {
      ...(Object.keys(metadata).length > 0
        ? { structuredMetadata: metadata }
        : {}),
      ...(Object.keys(parsed).length > 0 ? { parsed } : {}),
    },
  ];
}

/** A time as Loki writes it. */
export function nanosOf(timeMs: number): string {
  return `${timeMs}000000`;
}
