import { createAdmission } from '../admission/createAdmission';
import { createManualClock } from '../clock/createManualClock';
import { createRandom } from '../random/createRandom';
import { createClusterStore } from '../store/createClusterStore';
import { startControllers } from '../controllers/startControllers';
import { createTypedStore } from '../controllers/TypedStore';
import { CLUSTERS } from './ClusterBlueprint';
import { refusalOf } from '../controllers/createSlowly';
import { applyDefaults } from '../resources/applyDefaults';
import { builtInResources } from '../resources/builtInResources';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { validateObject } from '../resources/validation/validateObject';
import { seedCluster } from './seedCluster';

function seeded(name: string, seed = 1, extraPods = 0) {
  const cluster = CLUSTERS.find(each => each.name === name);
  if (!cluster) throw new Error(`no cluster ${name}`);
  const clock = createManualClock();
  const raw = createClusterStore({
    clock,
    random: createRandom(`${seed}/${name}/store`),
  });
  seedCluster({
    store: raw,
    cluster,
    seed,
    extraPods,
    rootCertificate: 'certificate',
  });
  return { clock, raw, store: createTypedStore(raw) };
}

const RESOURCES = [
  'pods',
  'nodes',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'services',
  'endpoints',
  'secrets',
  'events',
  'jobs.batch',
  'cronjobs.batch',
  'persistentvolumes',
];

describe('seedCluster()', () => {
  it('gives the same objects, uids included, for the same seed and others for another', () => {
    const contents = (seed: number) => {
      const { raw } = seeded('edge', seed);
      return RESOURCES.map(resource => raw.list(resource));
    };
    expect(contents(7)).toEqual(contents(7));
    expect(contents(7)).not.toEqual(contents(8));
  });

  it('holds nothing that its API server would refuse to write again', () => {
    const registry = new ResourceRegistry(builtInResources());
    const { raw } = seeded('prod-eu');
    const refused = registry.all().flatMap(definition =>
      raw.list(definition.storage).flatMap(object => {
        const refusal = refusalOf(() =>
          validateObject(
            definition,
            applyDefaults(definition.storage, object),
            object,
          ),
        );
        return refusal ? [refusal.message] : [];
      }),
    );
    expect(refused).toEqual([]);
  });

  it('sets up three clusters with about 1200 pods', () => {
    const sizes = CLUSTERS.map(({ name }) => {
      const { raw } = seeded(name);
      return { name, nodes: raw.count('nodes'), pods: raw.count('pods') };
    });
    expect(sizes.map(({ name, nodes }) => [name, nodes])).toEqual([
      ['prod-eu', 40],
      ['prod-us', 24],
      ['edge', 5],
    ]);
    const total = sizes.reduce((sum, { pods }) => sum + pods, 0);
    expect(total).toBeGreaterThan(1_100);
    expect(total).toBeLessThan(1_300);
  });

  it('runs on amd64 and arm64 nodes in three zones', () => {
    const { store } = seeded('prod-eu');
    const labels = (key: string) =>
      [
        ...new Set(
          store.list('nodes').map(node => node.metadata.labels?.[key]),
        ),
      ].sort();
    expect(labels('kubernetes.io/arch')).toEqual(['amd64', 'arm64']);
    expect(labels('topology.kubernetes.io/zone')).toHaveLength(3);
  });

  it('adds pods of tenants on further nodes when asked to', () => {
    const { raw } = seeded('edge', 1, 900);
    expect(raw.count('pods')).toBeGreaterThan(930);
    expect(raw.list('pods').filter(pod => !Object(pod.spec).nodeName)).toEqual(
      [],
    );
  });

  it.each(['prod-eu', 'prod-us'])(
    'leaves the controllers of %s nothing to do but for the ill',
    name => {
      const { clock, raw } = seeded(name);
      const errors: unknown[] = [];
      const changed = new Set<string>();
      const controllers = startControllers({
        store: raw,
        admission: createAdmission(raw),
        random: createRandom('controllers'),
        reportError: error => errors.push(error),
        namespacedResources: () => [],
        rootCertificate: 'certificate',
      });
      const withoutHeartbeats = (status: unknown) =>
        JSON.stringify(status)?.replaceAll(/"lastHeartbeatTime":"[^"]*"/g, '');
      raw.subscribe(({ kind, resource, object, previous }) => {
        const isHeartbeat =
          resource === 'nodes' &&
          withoutHeartbeats(object.status) ===
            withoutHeartbeats(previous?.status);
        const ignored = ['leases.coordination.k8s.io', 'events'];
        if (!isHeartbeat && !ignored.includes(resource)) {
          changed.add(
            `${kind} ${resource} ${object.metadata.name.replace(
              /-[a-z0-9]{5,10}(-[a-z0-9]{5})?$/,
              '',
            )}`,
          );
        }
      });
      clock.advance(30_000);
      controllers.dispose();
      expect(errors).toEqual([]);
      // The quota of the shop follows the pods of its rollout.
      const ill = /catalog|model|checkout-worker|resourcequotas shop/;
      expect([...changed].filter(change => !ill.test(change))).toEqual([]);
    },
  );

  it('shows every illness once its controllers run', () => {
    const eu = running('prod-eu');
    const waiting = (
      pods: readonly {
        status?: {
          containerStatuses?: readonly {
            state: { waiting?: { reason: string } };
          }[];
        };
      }[],
    ) =>
      pods.flatMap(
        pod =>
          pod.status?.containerStatuses?.flatMap(
            each => each.state.waiting?.reason ?? [],
          ) ?? [],
      );
    expect(waiting(eu.list('pods', 'shop'))).toContain('CrashLoopBackOff');
    expect(
      eu
        .list('pods', 'shop')
        .flatMap(
          pod =>
            pod.status?.containerStatuses?.[0].lastState.terminated?.exitCode ??
            [],
        ),
    ).toContain(137);
    expect(
      eu.get('deployments.apps', 'shop', 'notifications')?.status
        ?.unavailableReplicas,
    ).toBe(1);
    expect(
      eu.get('persistentvolumeclaims', 'data', 'analytics-scratch')?.status
        ?.phase,
    ).toBe('Pending');
    expect(
      eu.list('events').find(each => each.reason === 'FailedScheduling')
        ?.message,
    ).toMatch(/^0\/40 nodes are available: .*36 Insufficient cpu/);

    const us = running('prod-us');
    expect(waiting(us.list('pods', 'shop'))).toContain('ImagePullBackOff');
    expect(
      us.list('jobs.batch').filter(job => job.status?.failed),
    ).toHaveLength(1);

    const edge = running('edge');
    expect(
      edge
        .list('nodes')
        .map(
          node =>
            node.status?.conditions?.find(each => each.type === 'Ready')
              ?.status,
        ),
    ).toEqual(expect.arrayContaining(['Unknown', 'True']));
  });

  function running(name: string) {
    const { clock, raw, store } = seeded(name);
    const controllers = startControllers({
      store: raw,
      admission: createAdmission(raw),
      random: createRandom('controllers'),
      reportError: error => {
        throw error;
      },
      namespacedResources: () => [],
      rootCertificate: 'certificate',
    });
    clock.advance(60_000);
    controllers.dispose();
    return store;
  }
});
