import type {
  OwnerList,
  OwnerSummary,
} from '@orrery/backstage-plugin-clusters-common';
import {
  type KubernetesObject,
  type OwnerReference,
  healthOf,
} from '@orrery/kubernetes-model';
import type { Caller } from '../access/Caller';
import { toErrorAnswer } from '../errors/toErrorAnswer';
import { authorizeObject, type ObjectAddress } from './authorizeObject';
import type { ObjectServices } from './ObjectServices';

/** Deeper chains than Argo Rollout → Deployment → ReplicaSet → Pod are rare; a cycle must end. */
const MAX_DEPTH = 8;

/**
 * The chain of owners of an object, from the direct one upwards, following the controller (else the first owner). An owner
 * that the caller may not read, or that is gone, ends the chain with its cause.
 */
export async function readOwners(
  services: ObjectServices,
  caller: Caller,
  address: ObjectAddress,
  signal: AbortSignal,
): Promise<OwnerList> {
  const items: OwnerSummary[] = [];
  const first = await read(address);
  let reference = ownerOf(first);
  while (reference && items.length < MAX_DEPTH) {
    const { apiVersion, kind, name, uid } = reference;
    const { namespace } = first.metadata;
    try {
      const owner: KubernetesObject = await read({
        cluster: address.cluster,
        kind: kindNameOf(reference),
        name,
        ...(namespace !== undefined && { namespace }),
      });
      if (owner.metadata.uid !== uid) {
        items.push({ apiVersion, kind, name, uid, cause: 'is gone' });
        break;
      }
      items.push({
        apiVersion,
        kind,
        name,
        uid,
        ...(owner.metadata.namespace !== undefined && {
          namespace: owner.metadata.namespace,
        }),
        health: healthOf(owner, { nowMs: services.nowMs() }),
      });
      reference = ownerOf(owner);
    } catch (thrown) {
      const answer = toErrorAnswer(thrown);
      if (answer.unexpected || signal.aborted) throw thrown;
      const cause =
        answer.code === 'RESOURCE_NOT_FOUND' ? 'is gone' : answer.message;
      items.push({ apiVersion, kind, name, uid, cause });
      break;
    }
  }
  return { items };

  async function read(wanted: ObjectAddress): Promise<KubernetesObject> {
    const { cluster, target, ref, viewer } = await authorizeObject(
      services,
      caller,
      wanted,
      'get',
    );
    return cluster.connection.get(target, ref, {
      signal,
      ...(viewer && { viewer }),
    });
  }
}

function ownerOf({ metadata }: KubernetesObject): OwnerReference | undefined {
  const owners = metadata.ownerReferences ?? [];
  return owners.find(({ controller }) => controller) ?? owners[0];
}

/** `Rollout.argoproj.io`: kinds of different groups may share a name. */
function kindNameOf({ apiVersion, kind }: OwnerReference): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? kind : `${kind}.${group}`;
}
