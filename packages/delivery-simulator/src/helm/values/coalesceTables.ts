import { copyGoValue, type GoMap } from '@orrery/go-template';

/**
 * Fills a table with what another has and it has not, table by table: the first wins. With `dropsNil`, a nil in the first
 * removes the key, which is how users remove defaults. Changes and returns `target`.
 * Source: CoalesceTables of Helm's chart utilities.
 */
export function coalesceTables(
  target: GoMap,
  defaults: GoMap,
  dropsNil = true,
): GoMap {
  for (const [key, value] of defaults) {
    if (!target.has(key)) {
      target.set(key, copyGoValue(value));
      continue;
    }
    const own = target.get(key);
    if (own === undefined && dropsNil) target.delete(key);
    else if (own instanceof Map && value instanceof Map)
      coalesceTables(own, value, dropsNil);
  }
  return target;
}

/** The table at a path such as `a.b`; undefined where there is none. */
export function tableAt(values: GoMap, path: string): GoMap | undefined {
  let table: GoMap = values;
  for (const key of path
    .split('.')
    .filter(part => part !== '' && part !== '.')) {
    const next = table.get(key);
    if (!(next instanceof Map)) return undefined;
    table = next;
  }
  return table;
}
