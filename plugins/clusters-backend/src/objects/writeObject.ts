import type {
  DeleteResult,
  PatchResult,
} from '@orrery/backstage-plugin-clusters-common';
import { fieldAt } from '@orrery/kubernetes-model';
import type { Caller } from '../access/Caller';
import { authorizeObject, type ObjectAddress } from './authorizeObject';
import type { ObjectServices } from './ObjectServices';
import { toLiveRow } from './toLiveRow';
import { toShownObject } from './toShownObject';

/** Deletes an object; its dependants go in the background, as with kubectl. */
export async function deleteObject(
  services: ObjectServices,
  caller: Caller,
  address: ObjectAddress,
  options: { readonly dryRun: boolean },
): Promise<DeleteResult> {
  const { cluster, target, ref, viewer } = await authorizeObject(
    services,
    caller,
    address,
    'delete',
  );
  const answer = await cluster.connection.delete(target, ref, {
    propagationPolicy: 'Background',
    dryRun: options.dryRun,
    ...(viewer && { viewer }),
  });
  return {
    result:
      fieldAt(answer, 'metadata', 'deletionTimestamp') === undefined
        ? 'deleted'
        : 'pending',
    dryRun: options.dryRun,
  };
}

/** Applies a JSON merge patch (RFC 7386). */
export async function patchObject(
  services: ObjectServices,
  caller: Caller,
  address: ObjectAddress,
  patch: Readonly<Record<string, unknown>>,
  options: { readonly dryRun: boolean },
): Promise<PatchResult> {
  const { cluster, target, ref, viewer } = await authorizeObject(
    services,
    caller,
    address,
    'patch',
  );
  const object = await cluster.connection.patch(target, ref, patch, {
    type: 'merge',
    dryRun: options.dryRun,
    ...(viewer && { viewer }),
  });
  return {
    object: toShownObject(object, target),
    row: toLiveRow(cluster.name, target, object, services.nowMs()),
    dryRun: options.dryRun,
  };
}
