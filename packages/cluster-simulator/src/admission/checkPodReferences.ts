import type { KubernetesObject } from '@orrery/kubernetes-model';
import { stringAt } from '../json/readJson';
import { forbidden } from '../status/statusErrors';
import type { ClusterStore } from '../store/ClusterStore';

const systemClasses = ['system-cluster-critical', 'system-node-critical'];

/**
 * A pod names a service account and a priority class that are there. The account `default` is given to every namespace
 * a little after it is made, and not waited for.
 *
 * @throws StatusError Forbidden, in the words of the admission plugins ServiceAccount and Priority.
 */
export function checkPodReferences(
  store: ClusterStore,
  pod: KubernetesObject,
): void {
  const { name, generateName, namespace = '' } = pod.metadata;
  const resource = { plural: 'pods', group: '' };
  const account = stringAt(pod, 'spec', 'serviceAccountName') || 'default';
  if (
    account !== 'default' &&
    !store.get('serviceaccounts', namespace, account)
  ) {
    throw forbidden(
      resource,
      name || generateName,
      `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
    );
  }
  const priority = stringAt(pod, 'spec', 'priorityClassName');
  if (
    priority &&
    !systemClasses.includes(priority) &&
    !store.get('priorityclasses.scheduling.k8s.io', undefined, priority)
  ) {
    throw forbidden(
      resource,
      name || generateName,
      `no PriorityClass with name ${priority} was found`,
    );
  }
}
