import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ResourceId } from '../../store/ClusterStore';
import type { UsageOfPod } from '../autoscaling/samplesOf';
import { createTestCluster, type TestCluster } from './createTestCluster';

/** For a `describe`: one cluster per test, disposed after it; a controller that failed meanwhile fails the test. */
export function useTestCluster() {
  let cluster: TestCluster | undefined;
  afterEach(() => {
    cluster?.disposeWithoutErrors();
    cluster = undefined;
  });
  const started = (): TestCluster => {
    if (!cluster) throw new Error('call start() first');
    return cluster;
  };
  return {
    start(nodes?: readonly KubernetesObject[], usageOf?: UsageOfPod): void {
      cluster = createTestCluster({ nodes, usageOf });
    },
    get cluster(): TestCluster {
      return started();
    },
    /** In the namespace `default` under the name `x` unless the object says otherwise. */
    create: (resource: ResourceId, object: Record<string, unknown>) =>
      started().raw.create(resource, {
        ...object,
        metadata: {
          name: 'x',
          namespace: 'default',
          ...(object.metadata ?? {}),
        },
      }),
    /** Lets virtual time pass. */
    seconds: (count: number) => started().clock.advance(count * 1_000),
    names: (resource: ResourceId) =>
      started()
        .raw.list(resource)
        .map(each => each.metadata.name),
  };
}
