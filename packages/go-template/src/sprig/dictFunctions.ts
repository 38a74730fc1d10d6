import {
  goFunction,
  variadicFunction,
  type GoFunctions,
} from '../functions/GoFunction';
import { GoStruct } from '../values/GoStruct';
import type { GoMap, GoValue } from '../values/GoValue';
import { copyGoValue } from '../values/toGoValue';
import { toText } from './conversions';
import { mergeMaps } from './mergeMaps';

const merge = variadicFunction(['map'], 'map', ([target], sources, context) =>
  mergeMaps(target, sources, false, context.spend),
);
const mergeOverwrite = variadicFunction(
  ['map'],
  'map',
  ([target], sources, context) =>
    mergeMaps(target, sources, true, context.spend),
);
const deepCopy = goFunction(['any'], value => copyGoValue(value));

/** Sprig's functions of maps. `set`, `unset` and `merge` change their first map, as in Go. */
export const dictFunctions: GoFunctions = {
  dict: variadicFunction([], 'any', (_, values) => {
    const map: GoMap = new Map();
    for (let index = 0; index < values.length; index += 2) {
      map.set(
        toText(values[index]),
        index + 1 < values.length ? values[index + 1] : '',
      );
    }
    return map;
  }),
  get: goFunction(['map', 'string'], (map, key) =>
    map.has(key) ? map.get(key) : '',
  ),
  set: goFunction(['map', 'string', 'any'], (map, key, value) => {
    if (holds(value, map))
      throw new Error(`set: a map cannot hold itself (key ${key})`);
    return map.set(key, value);
  }),
  unset: goFunction(['map', 'string'], (map, key) => {
    map.delete(key);
    return map;
  }),
  hasKey: goFunction(['map', 'string'], (map, key) => map.has(key)),
  keys: variadicFunction([], 'map', (_, maps) =>
    maps.flatMap(map => [...map.keys()]),
  ),
  values: goFunction(['map'], map => [...map.values()]),
  pluck: variadicFunction(['string'], 'map', ([key], maps) =>
    maps.filter(map => map.has(key)).map(map => map.get(key)),
  ),
  pick: variadicFunction(
    ['map'],
    'string',
    ([map], keys) =>
      new Map(keys.filter(key => map.has(key)).map(key => [key, map.get(key)])),
  ),
  omit: variadicFunction(
    ['map'],
    'string',
    ([map], keys) => new Map([...map].filter(([key]) => !keys.includes(key))),
  ),
  merge,
  mustMerge: merge,
  mergeOverwrite,
  mustMergeOverwrite: mergeOverwrite,
  deepCopy,
  mustDeepCopy: deepCopy,
  dig: variadicFunction(['string', 'any'], 'any', ([first, second], rest) => {
    const all = [second, ...rest];
    const map = all.pop();
    const fallback = all.pop();
    if (!(map instanceof Map))
      throw new Error('dig: the last argument must be a dict');
    return dig(map, [first, ...all.map(toText)], fallback);
  }),
};

/** A map inside of itself would make every walk endless. */
function holds(value: GoValue, wanted: GoMap): boolean {
  if (value === wanted) return true;
  if (typeof value !== 'object' || value instanceof GoStruct) return false;
  const children = Array.isArray(value) ? value : [...value.values()];
  return children.some(child => holds(child, wanted));
}

function dig(map: GoMap, keys: readonly string[], fallback: GoValue): GoValue {
  let current: GoValue = map;
  for (const key of keys) {
    if (!(current instanceof Map) || !current.has(key)) return fallback;
    current = current.get(key);
  }
  return current;
}
