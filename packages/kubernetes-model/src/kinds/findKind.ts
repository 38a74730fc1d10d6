import { builtInKinds } from './builtInKinds';
import { resourceIdOf } from './ResourceKind';
import type { ResourceKind } from './ResourceKind';

const indexes = new WeakMap<
  readonly ResourceKind[],
  ReadonlyMap<string, ResourceKind>
>();

/**
 * The kind that a person means by `text`: a kind (`Pod`), plural, singular or short name, or any of these with its
 * group (`ingresses.networking.k8s.io`, `Deployment.apps`) or group and version (`deployments.v1.apps`). Upper and
 * lower case are the same. A name that several groups serve means the one that comes first in `kinds` (core before
 * all others). Unknown text is `undefined`.
 *
 * Cost: one map look-up for the built-in kinds; the index of another `kinds` array is built once and kept with it.
 */
export function findKind(
  text: string,
  kinds: readonly ResourceKind[] = builtInKinds,
): ResourceKind | undefined {
  let index = indexes.get(kinds);
  if (index === undefined) {
    index = indexOf(kinds);
    indexes.set(kinds, index);
  }
  return index.get(text.trim().toLowerCase());
}

/** The kind of an object by its `apiVersion` and `kind`, whatever the version; `undefined` when not in `kinds`. */
export function kindOfObject(
  object: { readonly apiVersion?: string; readonly kind?: string },
  kinds: readonly ResourceKind[] = builtInKinds,
): ResourceKind | undefined {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return undefined;
  }
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return kinds.find(
    candidate => candidate.kind === kind && candidate.group === group,
  );
}

function indexOf(
  kinds: readonly ResourceKind[],
): ReadonlyMap<string, ResourceKind> {
  const index = new Map<string, ResourceKind>();
  const add = (name: string, kind: ResourceKind) => {
    const key = name.toLowerCase();
    if (key !== '' && !index.has(key)) {
      index.set(key, kind);
    }
  };
  // Full names of every kind rank before the short name of any: a custom kind must not hide `pods`.
  for (const kind of kinds) {
    add(resourceIdOf(kind), kind);
  }
  for (const kind of kinds) {
    const names = [kind.kind, kind.plural, kind.singular];
    names.forEach(name => add(name, kind));
  }
  for (const kind of kinds) {
    kind.shortNames.forEach(name => add(name, kind));
    for (const name of [kind.kind, kind.plural, kind.singular].concat(
      kind.shortNames,
    )) {
      if (name !== '') {
        const suffix = kind.group ? `.${kind.group}` : '';
        add(`${name}${suffix}`, kind);
        add(`${name}.${kind.version}${suffix}`, kind);
      }
    }
  }
  return index;
}
