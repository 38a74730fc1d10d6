import type {
  Deployment,
  ReplicaSet,
} from '../../controllers/kinds/Deployment';
import type { Pod } from '../../controllers/kinds/Pod';
import { isPodFinished } from '../../controllers/podState';
import { StatusError } from '../../status/StatusError';
import { serviceNameOf } from '../../telemetry/serviceNameOf';
import type { IncidentScene } from './IncidentScene';

/** The pods of the service that an incident is about, those being deleted left out. O(pods of the namespace). */
export function podsOfTarget({
  incident,
  store,
}: IncidentScene): readonly Pod[] {
  const { target } = incident;
  if (target.kind !== 'Service') return [];
  return podsOfService(store, target.namespace, target.name);
}

function podsOfService(
  store: IncidentScene['store'],
  namespace: string,
  name: string,
): readonly Pod[] {
  return store
    .list('pods', namespace)
    .filter(pod => isPodOf(pod, name) && !pod.metadata.deletionTimestamp);
}

/** Whether a pod works for the service and has not finished. */
export function isPodOf(pod: Pod, service: string): boolean {
  return serviceNameOf(pod) === service && !isPodFinished(pod);
}

/** The deployment that an incident is about. Throws StatusError `BadRequest` when there is none of that name. */
export function deploymentOfTarget({
  incident,
  store,
}: IncidentScene): Deployment {
  const { target, kind } = incident;
  const found =
    target.kind === 'Service'
      ? store.get('deployments.apps', target.namespace, target.name)
      : undefined;
  if (!found)
    throw new StatusError(
      'BadRequest',
      `${kind} needs a Deployment; there is none called ${target.name}`,
    );
  return found;
}

/** Its ReplicaSets, oldest revision first. */
export function replicaSetsOf(
  store: IncidentScene['store'],
  deployment: Deployment,
): readonly ReplicaSet[] {
  return [...store.controlledBy('replicasets.apps', deployment.metadata.uid)]
    .filter(each => !each.metadata.deletionTimestamp)
    .sort(
      (a, b) =>
        Date.parse(a.metadata.creationTimestamp ?? '') -
        Date.parse(b.metadata.creationTimestamp ?? ''),
    );
}
