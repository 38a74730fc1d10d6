import type { LiveRow } from '@orrery/backstage-plugin-clusters-common';

/** Rows are immutable and keep their identity, so their text is made once. */
const texts = new WeakMap<LiveRow, string>();

/** Lower-case words of a filter text. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether every word occurs in the row's kind, name, namespace, cluster, node, images or health message. */
export function matchesWords(row: LiveRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  let text = texts.get(row);
  if (text === undefined) {
    text = [
      row.kind,
      row.name,
      row.namespace ?? '',
      row.cluster,
      row.health.message,
      'node' in row ? row.node ?? '' : '',
      'phase' in row ? row.phase : '',
      'images' in row ? row.images.join(' ') : '',
    ]
      .join(' ')
      .toLowerCase();
    texts.set(row, text);
  }
  const searched = text;
  return words.every(word => searched.includes(word));
}
