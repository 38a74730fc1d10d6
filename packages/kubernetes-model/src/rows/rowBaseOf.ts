import { isTrueAt, recordsAt, stringAt } from '../fields/fieldAt';
import { deletingSinceMs } from '../health/terminatingHealth';
import { healthOf } from '../health/healthOf';
import { createdAtMsOf } from '../object/createdAtMsOf';
import type { KubernetesObject } from '../object/KubernetesObject';
import { objectKeyOf } from '../object/objectKeyOf';

import type { RowBase } from './ResourceRow';

/** What identifies a kind in rows. */
export interface RowKind {
  readonly group: string;
  readonly kind: string;
}

/** The part of a row that all kinds share. A missing uid reads as empty, a missing creation time as 0. */
export function rowBaseOf(
  object: KubernetesObject,
  kind: RowKind,
  nowMs: number,
): RowBase {
  const { name, namespace } = object.metadata;
  const deletingMs = deletingSinceMs(object);
  const owner = ownerOf(object);
  return {
    key: objectKeyOf(object),
    uid: stringAt(object, 'metadata', 'uid') ?? '',
    name,
    ...(namespace ? { namespace } : {}),
    createdAtMs: createdAtMsOf(object) ?? 0,
    ...(deletingMs === undefined ? {} : { deletingSinceMs: deletingMs }),
    health: healthOf(object, { nowMs, kind }),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** The controlling owner of an object, else its first one, else `undefined`. Entries without a uid are left out. */
export function ownerOf(object: unknown): RowBase['owner'] {
  const references = recordsAt(object, 'metadata', 'ownerReferences').filter(
    reference => stringAt(reference, 'uid'),
  );
  const owner =
    references.find(reference => isTrueAt(reference, 'controller')) ??
    references[0];
  return owner === undefined
    ? undefined
    : {
        kind: stringAt(owner, 'kind') ?? '',
        name: stringAt(owner, 'name') ?? '',
        uid: stringAt(owner, 'uid') ?? '',
      };
}

/** Images of a pod or a pod template's spec, in order of declaration, each once; init containers are left out. */
export function imagesOf(podSpec: unknown): readonly string[] {
  const images = recordsAt(podSpec, 'containers').flatMap(
    container => stringAt(container, 'image') ?? [],
  );
  return [...new Set(images)];
}
