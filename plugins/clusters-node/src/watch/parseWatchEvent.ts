import type { KubernetesWatchEvent } from '../connection/ClusterConnection';
import type { KindRef } from '../connection/KindRef';
import { parseObject, parseRecord } from '../connection/parseObject';
import { parseStatusBody, type StatusBody } from '../connection/toStatusError';

/** A line of a watch stream; `ERROR` carries the Status that ends the stream. */
export type WatchLine =
  | KubernetesWatchEvent
  | { readonly type: 'ERROR'; readonly status: StatusBody };

/** Throws a `SyntaxError` or `TypeError` on anything that is not a watch event. */
export function parseWatchEvent(line: Buffer, kind: KindRef): WatchLine {
  const event = parseRecord(JSON.parse(line.toString('utf8')), 'a watch event');
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object: parseObject(event.object, kind) };
    case 'BOOKMARK': {
      const bookmark = parseRecord(event.object, 'the bookmark');
      const { resourceVersion } = parseRecord(
        bookmark.metadata,
        'metadata of the bookmark',
      );
      if (typeof resourceVersion !== 'string') {
        throw new TypeError('the bookmark has no resourceVersion');
      }
      return { type: 'BOOKMARK', resourceVersion };
    }
    case 'ERROR':
      return { type: 'ERROR', status: parseStatusBody(event.object) };
    default:
      throw new TypeError(`unknown watch event type ${String(event.type)}`);
  }
}
