import { isDeepStrictEqual } from 'node:util';
import { fieldAt } from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';
import type { PathStep } from './parseJqPath';

/** A copy of `value` without what the path leads to; where it leads nowhere, the value itself. Cost: the path's matches. */
export function removePath(
  value: unknown,
  [step, ...rest]: readonly PathStep[],
): unknown {
  if (step === undefined) return undefined;
  switch (step.kind) {
    case 'field':
      return isJsonMap(value) ? withoutField(value, step.name, rest) : value;
    case 'index': {
      if (!Array.isArray(value) || step.index >= value.length) return value;
      return rest.length === 0
        ? value.toSpliced(step.index, 1)
        : value.with(step.index, removePath(value.at(step.index), rest));
    }
    case 'all':
      if (Array.isArray(value)) {
        const left = value.map(item => removePath(item, rest));
        return left.filter(item => item !== undefined);
      }
      if (!isJsonMap(value)) return value;
      return Object.keys(value).reduce<JsonMap>(
        (left, name) => withoutField(left, name, rest),
        value,
      );
    default:
      return isDeepStrictEqual(fieldAt(value, ...step.path), step.value)
        ? removePath(value, rest)
        : value;
  }
}

function withoutField(
  map: JsonMap,
  name: string,
  rest: readonly PathStep[],
): JsonMap {
  if (!Object.hasOwn(map, name)) return map;
  const left = rest.length === 0 ? undefined : removePath(map[name], rest);
  if (left !== undefined) return { ...map, [name]: left };
  const { [name]: removed, ...others } = map;
  return others;
}
