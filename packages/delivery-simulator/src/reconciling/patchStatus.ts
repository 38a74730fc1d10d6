import { fieldAt, type KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';
import { mergePatchBetween } from './mergePatchBetween';
import { refOf } from './refOf';

/**
 * Writes what differs between the status of `object` and `status`, as a merge patch: what others wrote into other
 * fields of the status meanwhile stays. Returns the object as it is afterwards; without a difference nothing is written.
 */
export async function patchStatus(
  cluster: ClusterPort,
  object: KubernetesObject,
  status: object,
  manager: string,
): Promise<KubernetesObject> {
  const patch = mergePatchBetween(fieldAt(object, 'status') ?? {}, status);
  if (patch === undefined) return object;
  return cluster.mergePatch(
    refOf(object),
    { status: patch },
    { manager, subresource: 'status' },
  );
}
