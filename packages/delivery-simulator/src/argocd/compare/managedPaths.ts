import { isDeepStrictEqual } from 'node:util';
import { recordsAt, stringAt } from '@orrery/kubernetes-model';
import { isJsonMap } from '../../cluster/JsonMap';

/**
 * Where an object's fields of a manager stand, as it is now: `managedFields` names list items by their keys, here they are
 * indexes. Parts of the metadata that identify the object are left out. Cost: the manager's fields.
 */
export function managedPaths(
  object: unknown,
  managers: readonly string[],
): readonly (readonly (string | number)[])[] {
  return recordsAt(object, 'metadata', 'managedFields')
    .filter(entry => managers.includes(stringAt(entry, 'manager') ?? ''))
    .flatMap(entry => leavesOf(entry.fieldsV1, object, []));
}

function leavesOf(
  fields: unknown,
  value: unknown,
  path: readonly (string | number)[],
): readonly (readonly (string | number)[])[] {
  if (!isJsonMap(fields)) return [];
  return Object.entries(fields).flatMap(([key, child]) => {
    const step = stepOf(key, value);
    if (step === undefined) return [];
    const [name, next] = step;
    const here = [...path, name];
    const below = leavesOf(child, next, here);
    return below.length > 0 || hasChildren(child) ? below : [here];
  });
}

function hasChildren(fields: unknown): boolean {
  return (
    isJsonMap(fields) &&
    Object.keys(fields).some(
      key => key.startsWith('f:') || key.startsWith('k:'),
    )
  );
}

function stepOf(
  key: string,
  value: unknown,
): readonly [string | number, unknown] | undefined {
  if (key.startsWith('f:')) {
    const name = key.slice(2);
    return isJsonMap(value) && Object.hasOwn(value, name)
      ? [name, value[name]]
      : undefined;
  }
  if (!key.startsWith('k:') || !Array.isArray(value)) return undefined;
  const wanted: unknown = JSON.parse(key.slice(2));
  const index = value.findIndex(
    item =>
      isJsonMap(item) &&
      isJsonMap(wanted) &&
      Object.entries(wanted).every(([name, part]) =>
        isDeepStrictEqual(item[name], part),
      ),
  );
  return index === -1 ? undefined : [index, value[index]];
}
