import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ListPage, WatchEvent } from '../../watch/WatchSource';

/** Reads until `count` changes came, or to the end, and returns them. */
export async function follow(
  events: AsyncIterable<WatchEvent>,
  count: number,
  onOpened: () => unknown = () => {},
  seen: WatchEvent[] = [],
  onEvent: (event: WatchEvent) => unknown = () => {},
): Promise<readonly string[]> {
  for await (const event of events) {
    seen.push(event);
    if (event.kind === 'opened') await onOpened();
    await onEvent(event);
    if (seen.flatMap(changeOf).length === count) break;
  }
  return seen.flatMap(changeOf);
}

/** Of a page, which can be read once. */
export function namesOf({ items }: ListPage): readonly string[] {
  return [...items].map(({ metadata }) => metadata.name);
}

/** What tells two states of a pod apart. */
export function noteOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.annotations?.note;
}

/** `added a` and the like; nothing for events that carry no object. */
export function changeOf(event: WatchEvent): readonly string[] {
  return objectOf(event).map(
    ({ metadata }) => `${event.kind} ${metadata.name}`,
  );
}

/** What an event carries. */
export function objectOf(event: WatchEvent): readonly KubernetesObject[] {
  return event.kind === 'opened' || event.kind === 'bookmark'
    ? []
    : [event.object];
}

/** Of events that carry one to resume from. */
export function versionOf(event: WatchEvent): readonly string[] {
  if (event.kind === 'bookmark') return [event.resourceVersion];
  return objectOf(event).map(
    ({ metadata }) => metadata.resourceVersion ?? 'none',
  );
}
