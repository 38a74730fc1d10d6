import type {
  ClusterFreshness,
  LiveEvent,
  LivePosition,
  LiveRow,
} from '@orrery/backstage-plugin-clusters-common';
import type { LiveUpdate } from '@orrery/watch-cache';

/** Rows in one message: about 250 kB of pods, so that a slow line still shows progress and pings get through. */
export const ROWS_PER_EVENT = 500;

/**
 * The messages that carry one update. All of a batch carry `previous`, the position before it, except the last: a client
 * cut off in between resumes before the batch. Deleted ids go first, as updates are applied.
 */
export function toLiveEvents(
  subscription: string,
  update: LiveUpdate<LiveRow>,
  previous: LivePosition | undefined,
  freshness: readonly ClusterFreshness[],
): readonly LiveEvent[] {
  const { position, summary } = update;
  if (update.kind === 'snapshot') {
    const parts = chunks(update.rows);
    return parts.map((rows, part) => ({
      event: 'resources:snapshot',
      subscription,
      position,
      rows,
      part,
      parts: parts.length,
      summary,
      freshness,
    }));
  }
  const messages: ((position: LivePosition, last: boolean) => LiveEvent)[] = [];
  const add = (message: (extra: Extra) => LiveEvent) =>
    messages.push((at, last) =>
      message({ subscription, position: at, ...(last && { summary }) }),
    );
  if (update.deleted.length > 0) {
    add(extra => ({
      event: 'resource:deleted',
      ids: update.deleted,
      ...extra,
    }));
  }
  if (update.created.length > 0) {
    chunks(update.created).forEach(rows =>
      add(extra => ({ event: 'resource:created', rows, ...extra })),
    );
  }
  if (update.updated.length > 0 || messages.length === 0) {
    chunks(update.updated).forEach(rows =>
      add(extra => ({ event: 'resource:updated', rows, ...extra })),
    );
  }
  return messages.map((message, index) => {
    const last = index === messages.length - 1;
    return message(last ? position : previous ?? position, last);
  });
}

interface Extra {
  readonly subscription: string;
  readonly position: LivePosition;
  readonly summary?: LiveUpdate['summary'];
}

/** At least one, perhaps empty. */
function chunks(rows: readonly LiveRow[]): readonly (readonly LiveRow[])[] {
  const parts: (readonly LiveRow[])[] = [];
  for (
    let start = 0;
    start === 0 || start < rows.length;
    start += ROWS_PER_EVENT
  ) {
    parts.push(rows.slice(start, start + ROWS_PER_EVENT));
  }
  return parts;
}
