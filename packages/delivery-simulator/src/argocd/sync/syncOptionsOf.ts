import { stringMapAt, type KubernetesObject } from '@orrery/kubernetes-model';
import { SYNC_OPTIONS } from '../argoKinds';

/** Options by name: `Prune=false` is `prune → false`; a bare name is true. */
export type SyncOptions = ReadonlyMap<string, string>;

/** Reads options as Applications list them; a later one wins. */
export function parseSyncOptions(texts: readonly string[]): SyncOptions {
  return new Map(
    texts
      .map(text => text.trim())
      .filter(text => text !== '')
      .map(text => {
        const [name, value = 'true'] = text.split('=');
        return [name.toLowerCase(), value];
      }),
  );
}

/** The options in an object's own annotation. */
export function syncOptionsOf(object: KubernetesObject): SyncOptions {
  const text = stringMapAt(object, 'metadata', 'annotations')[SYNC_OPTIONS];
  return parseSyncOptions((text ?? '').split(','));
}

/** Whether an option is on, for the object or for all; the object's own word counts. */
export function isOptionOn(
  name: string,
  own: SyncOptions,
  all: SyncOptions = new Map(),
): boolean {
  const key = name.toLowerCase();
  return (own.get(key) ?? all.get(key)) === 'true';
}
