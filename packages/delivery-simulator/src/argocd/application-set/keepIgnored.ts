import {
  parseJsonPointer,
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { isJsonMap } from '../../cluster/JsonMap';
import { parseJqPath } from '../compare/parseJqPath';

type Path = readonly (string | number)[];

/**
 * What a set wants of an Application, but for the fields that `ignoreApplicationDifferences` leaves to others: these stay as
 * they are, present or not. Of jq only paths of fields and places count.
 */
export function keepIgnored(
  set: KubernetesObject,
  wanted: KubernetesObject,
  live: KubernetesObject,
): KubernetesObject {
  const ignored = recordsAt(set, 'spec', 'ignoreApplicationDifferences');
  const paths = ignored
    .filter(entry => {
      const name = stringAt(entry, 'name');
      return !name || name === live.metadata.name;
    })
    .flatMap((entry): Path[] => [
      ...stringsAt(entry, 'jsonPointers').map(parseJsonPointer),
      ...stringsAt(entry, 'jqPathExpressions').flatMap(toPath),
    ]);
  const kept = paths.reduce<unknown>(
    (object, path) => withValue(object, path, valueAt(live, path)),
    wanted,
  );
  return isJsonMap(kept) ? { ...wanted, ...kept } : wanted;
}

function toPath(expression: string): Path[] {
  const steps = parseJqPath(expression) ?? [];
  const path = steps.flatMap(step => {
    if (step.kind === 'field') return step.name;
    return step.kind === 'index' ? step.index : [];
  });
  return path.length > 0 && path.length === steps.length ? [path] : [];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)];
    return isJsonMap(at) ? at[step] : undefined;
  }, value);
}

/** Undefined removes the field; the way to it is only made for a value. */
function withValue(
  object: unknown,
  [step, ...rest]: Path,
  value: unknown,
): unknown {
  if (Array.isArray(object)) {
    return object.map((item, index) =>
      index === Number(step) ? inner(item, rest, value) : item,
    );
  }
  if (!isJsonMap(object) && value === undefined) return object;
  const { [step]: before, ...others } = isJsonMap(object) ? object : {};
  const next = inner(before, rest, value);
  return next === undefined ? others : { ...others, [step]: next };
}

function inner(before: unknown, rest: Path, value: unknown): unknown {
  return rest.length === 0 ? value : withValue(before, rest, value);
}
