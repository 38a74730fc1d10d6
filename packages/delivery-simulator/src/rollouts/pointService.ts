import { stringMapAt } from '@orrery/kubernetes-model';
import { refOf } from '../reconciling/refOf';
import { POD_TEMPLATE_HASH } from './ReplicaSet';
import { MANAGER, type RolloutContext } from './RolloutContext';

/** The `rollouts-pod-template-hash` in the selector of a Service of the Rollout's namespace. */
export function serviceHash(
  { cluster, rollout }: RolloutContext,
  name: string | undefined,
): string | undefined {
  const service = name && serviceOf(cluster, rollout.namespace, name);
  return service
    ? stringMapAt(service, 'spec', 'selector')[POD_TEMPLATE_HASH]
    : undefined;
}

/** Lets a Service select the pods with `hash` only. */
export async function pointService(
  context: RolloutContext,
  name: string | undefined,
  hash: string | undefined,
): Promise<void> {
  const { cluster, rollout } = context;
  if (!name || !hash) return;
  const service = serviceOf(cluster, rollout.namespace, name);
  const before = serviceHash(context, name);
  if (!service || before === hash) return;
  await cluster.mergePatch(
    refOf(service),
    { spec: { selector: { [POD_TEMPLATE_HASH]: hash } } },
    { manager: MANAGER },
  );
  context.record(
    'Normal',
    'SwitchService',
    `Switched selector for service '${name}' from '${
      before ?? ''
    }' to '${hash}'`,
  );
}

function serviceOf(
  cluster: RolloutContext['cluster'],
  namespace: string,
  name: string,
) {
  return cluster.get({ apiVersion: 'v1', kind: 'Service', namespace, name });
}
