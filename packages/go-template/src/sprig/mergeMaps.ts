import type { GoMap, GoValue } from '../values/GoValue';
import { copyGoValue } from '../values/toGoValue';
import { isEmpty } from './conversions';

/**
 * Merges sources into a map as mergo does for sprig: an entry that is there and not empty stays, or with `overwrites` gives
 * way to whatever a source has, be it empty; maps are merged into maps.
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
  const gives = overwrites || !target.has(key) || isEmpty(existing);
  return gives ? copyGoValue(value) : existing;
}
