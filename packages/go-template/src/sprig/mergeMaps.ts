import type { GoMap, GoValue } from '../values/GoValue';
import { copyGoValue } from '../values/toGoValue';
import { isEmpty } from './conversions';

/**
 * Merges sources into a map as mergo does: an entry that is there and not empty stays, or with `overwrites` gives way to
 * what is not empty; maps are merged into maps.
 */
export function mergeMaps(
  target: GoMap,
  sources: readonly GoMap[],
  overwrites: boolean,
  spend: (steps: number) => void,
): GoMap {
  for (const source of sources) {
    if (source === target) continue;
    spend(source.size);
    for (const [key, value] of source) {
      target.set(key, merged(target, key, value, overwrites, spend));
    }
  }
  return target;
}

function merged(
  target: GoMap,
  key: string,
  value: GoValue,
  overwrites: boolean,
  spend: (steps: number) => void,
): GoValue {
  const existing = target.get(key);
  if (existing instanceof Map && value instanceof Map) {
    return mergeMaps(existing, [value], overwrites, spend);
  }
  if (!target.has(key)) return copyGoValue(value);
  const gives = overwrites
    ? !isEmpty(value)
    : isEmpty(existing) && !isEmpty(value);
  return gives ? copyGoValue(value) : existing;
}
