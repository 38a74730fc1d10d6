import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import { listKeyOf, type ListKey, type MergedKind } from './listKeyOf';

/**
 * What `kubectl apply` makes of a live object: fields of `desired` are set, fields that only `lastApplied` has are
 * removed, all others (defaults, what controllers write) stay. Lists of built-in kinds merge by their key, others are
 * replaced. `null` in `desired` removes. Inputs are not changed. Cost: one walk over the three.
 */
export function threeWayMerge(
  lastApplied: unknown,
  desired: JsonMap,
  live: JsonMap,
  kind: MergedKind,
): JsonMap {
  const merged: Record<string, unknown> = { ...live };
  const before = isJsonMap(lastApplied) ? lastApplied : {};
  for (const field of Object.keys(before)) {
    if (!Object.hasOwn(desired, field)) delete merged[field];
  }
  for (const [field, value] of Object.entries(desired)) {
    const next = mergeValue(before[field], value, live[field], field, kind);
    if (next === undefined) delete merged[field];
    else merged[field] = next;
  }
  return merged;
}

function mergeValue(
  before: unknown,
  desired: unknown,
  live: unknown,
  field: string,
  kind: MergedKind,
): unknown {
  if (desired === null || desired === undefined) return undefined;
  if (isJsonMap(desired)) {
    return threeWayMerge(before, desired, isJsonMap(live) ? live : {}, kind);
  }
  if (!Array.isArray(desired) || !Array.isArray(live)) return desired;
  const keyOf = listKeyOf(kind, field);
  return keyOf && desired.every(item => keyOf(item) !== undefined)
    ? mergeList(Array.isArray(before) ? before : [], desired, live, keyOf, kind)
    : desired;
}

function mergeList(
  before: readonly unknown[],
  desired: readonly unknown[],
  live: readonly unknown[],
  keyOf: ListKey,
  kind: MergedKind,
): readonly unknown[] {
  const liveByKey = byKey(live, keyOf);
  const beforeByKey = byKey(before, keyOf);
  const wanted = new Map(
    desired.map(item => {
      const key = String(keyOf(item));
      const merged = mergeValue(
        beforeByKey.get(key),
        item,
        liveByKey.get(key),
        '',
        kind,
      );
      return [key, merged];
    }),
  );
  const kept = [...liveByKey.keys()].filter(
    key => wanted.has(key) || !beforeByKey.has(key),
  );
  const common = kept.filter(key => wanted.has(key));
  const inOrder = [...wanted.keys()].filter(key => liveByKey.has(key));
  // Whoever added items keeps their place, unless the wanted order is another.
  const order = common.every((key, index) => key === inOrder[index])
    ? [...kept, ...[...wanted.keys()].filter(key => !liveByKey.has(key))]
    : [...wanted.keys(), ...kept.filter(key => !wanted.has(key))];
  return order.map(key =>
    wanted.has(key) ? wanted.get(key) : liveByKey.get(key),
  );
}

function byKey(
  items: readonly unknown[],
  keyOf: ListKey,
): Map<string, unknown> {
  return new Map(
    items.map((item, index) => [keyOf(item) ?? `#${index}`, item]),
  );
}
