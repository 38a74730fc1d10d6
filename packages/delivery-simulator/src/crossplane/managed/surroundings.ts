import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { kindRefOf, type ManagedKind } from './ManagedKind';
import { CREATE_REQUESTED } from './managedState';

/** On a managed resource, its composite resource or its claim: why the cloud refuses to create it. */
const FAIL_ANNOTATION = 'orrery-sim/fail-create';
/** On the same: how many times faster than a real cloud it is. */
const SPEED_ANNOTATION = 'orrery-sim/provisioning-speed';
const MAX_SPEED = 10_000;

/** The object and its composite resource, which has the annotations of its claim: where commands may stand. */
export function ancestorsOf(
  port: Pick<ClusterPort, 'get'>,
  object: KubernetesObject,
): readonly KubernetesObject[] {
  const owner = object.metadata.ownerReferences?.find(
    ({ controller }) => controller,
  );
  const composite =
    owner &&
    port.get({
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.name,
    });
  return composite ? [object, composite] : [object];
}

/** Why creation fails, if somebody commanded that it does. */
export function commandedFailure(
  ancestors: readonly KubernetesObject[],
): string | undefined {
  return annotationOf(ancestors, FAIL_ANNOTATION);
}

/** 1 where the annotation is missing or no number between 1 and 10 000. */
export function commandedSpeed(ancestors: readonly KubernetesObject[]): number {
  const speed = Number(annotationOf(ancestors, SPEED_ANNOTATION) ?? 1);
  return speed >= 1 && speed <= MAX_SPEED ? speed : 1;
}

/** Resources of the same composite that must be gone before the object can go, `NodeGroup analytics-1a2b`. */
export function dependentsOf(
  port: Pick<ClusterPort, 'list'>,
  kinds: readonly ManagedKind[],
  kind: ManagedKind,
  { metadata }: KubernetesObject,
): readonly string[] {
  const composite = metadata.labels?.['crossplane.io/composite'];
  const names = kind.deletedAfter;
  if (!names || composite === undefined || !metadata.deletionTimestamp)
    return [];
  return kinds
    .filter(
      other => other.provider === kind.provider && names.includes(other.kind),
    )
    .flatMap(other =>
      port
        .list(kindRefOf(other))
        .filter(
          each =>
            each.metadata.labels?.['crossplane.io/composite'] === composite &&
            each.metadata.annotations?.[CREATE_REQUESTED] !== undefined,
        )
        .map(each => `${other.kind} ${each.metadata.name}`),
    );
}

function annotationOf(
  objects: readonly KubernetesObject[],
  annotation: string,
): string | undefined {
  return objects
    .map(({ metadata }) => metadata.annotations?.[annotation])
    .find(value => value !== undefined && value !== '');
}
