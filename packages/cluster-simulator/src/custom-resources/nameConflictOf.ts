import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectAt, stringAt, stringsAt } from '../json/readJson';

export interface NameConflict {
  readonly reason: string;
  readonly message: string;
}

/** The first name that another definition of the same group has taken already. */
export function nameConflictOf(
  definition: KubernetesObject,
  accepted: readonly KubernetesObject[],
): NameConflict | undefined {
  const group = stringAt(definition, 'spec', 'group');
  const others = accepted
    .filter(
      other =>
        other.metadata.name !== definition.metadata.name &&
        stringAt(other, 'spec', 'group') === group,
    )
    .map(other => objectAt(other, 'spec', 'names'));
  const names = objectAt(definition, 'spec', 'names');
  const resources = new Set(
    others.flatMap(other => [
      stringAt(other, 'plural'),
      stringAt(other, 'singular'),
      ...stringsAt(other, 'shortNames'),
    ]),
  );
  const kinds = new Set(
    others.flatMap(other => [
      stringAt(other, 'kind'),
      stringAt(other, 'listKind'),
    ]),
  );
  const short = stringsAt(names, 'shortNames').find(name =>
    resources.has(name),
  );
  if (resources.has(stringAt(names, 'plural')))
    return inUse('PluralConflict', stringAt(names, 'plural'));
  if (resources.has(stringAt(names, 'singular')))
    return inUse('SingularConflict', stringAt(names, 'singular'));
  if (short !== undefined) return inUse('ShortNamesConflict', short);
  if (kinds.has(stringAt(names, 'kind')))
    return inUse('KindConflict', stringAt(names, 'kind'));
  if (kinds.has(stringAt(names, 'listKind')))
    return inUse('ListKindConflict', stringAt(names, 'listKind'));
  return undefined;
}

function inUse(reason: string, name: string): NameConflict {
  return { reason, message: `"${name}" is already in use` };
}
