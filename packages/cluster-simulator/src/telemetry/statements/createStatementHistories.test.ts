import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createManualClock } from '../../clock/createManualClock';
import { createRandom } from '../../random/createRandom';
import { createClusterStore } from '../../store/createClusterStore';
import { createStatementHistories } from './createStatementHistories';

const MINUTE_MS = 60_000;

function setup() {
  const clock = createManualClock(Date.UTC(2026, 2, 2, 9));
  const store = createClusterStore({ clock, random: createRandom('store') });
  const histories = createStatementHistories(store, clock);
  const create = (resource: string, object: Partial<KubernetesObject>) =>
    store.create(resource, {
      apiVersion: 'v1',
      kind: 'X',
      ...object,
      metadata: { name: 'x', namespace: 'shop', ...object.metadata },
    });
  /** Family, labels but for namespace and name, and the last value. */
  const said = (family: string) =>
    histories
      .all()
      .filter(each => each.family === family)
      .map(({ labels, steps }) => {
        const { namespace: _namespace, ...others } = labels;
        return [others, steps[steps.length - 1].value];
      });
  return { clock, store, histories, create, said };
}

describe('createStatementHistories()', () => {
  it('says what a job, a quota and a limit range say', () => {
    const { create, said } = setup();
    create('jobs.batch', {
      spec: { parallelism: 2, completions: 3 },
      status: {
        succeeded: 3,
        conditions: [{ type: 'Complete', status: 'True' }],
      },
    });
    create('resourcequotas', {
      status: { hard: { cpu: '10' }, used: { cpu: '2500m' } },
    });
    create('limitranges', {
      spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] },
    });
    expect(said('kube_job_spec_parallelism')).toEqual([[{ job_name: 'x' }, 2]]);
    expect(said('kube_job_status_succeeded')).toEqual([[{ job_name: 'x' }, 3]]);
    expect(said('kube_job_complete')).toEqual([
      [{ job_name: 'x', condition: 'true' }, 1],
      [{ job_name: 'x', condition: 'false' }, 0],
      [{ job_name: 'x', condition: 'unknown' }, 0],
    ]);
    expect(said('kube_resourcequota')).toEqual([
      [{ resourcequota: 'x', resource: 'cpu', type: 'hard' }, 10],
      [{ resourcequota: 'x', resource: 'cpu', type: 'used' }, 2.5],
    ]);
    expect(said('kube_limitrange')).toEqual([
      [
        {
          limitrange: 'x',
          resource: 'memory',
          type: 'Container',
          constraint: 'max',
        },
        2 ** 30,
      ],
    ]);
  });

  it('says how a Rollout and its analyses stand, and how often Flux looks', () => {
    const { create, said } = setup();
    create('rollouts.argoproj.io', {
      spec: {
        replicas: 6,
        strategy: {
          canary: { trafficRouting: { managedRoutes: [], istio: {} } },
        },
      },
      status: { phase: 'Paused', availableReplicas: 5, updatedReplicas: 2 },
    });
    create('analysisruns.argoproj.io', { status: { phase: 'Running' } });
    create('kustomizations.kustomize.toolkit.fluxcd.io', {
      kind: 'Kustomization',
      spec: { interval: '10m0s' },
    });
    create('gitrepositories.source.toolkit.fluxcd.io', {
      kind: 'GitRepository',
      spec: { interval: '1m', suspend: true },
    });
    expect(said('rollout_info')).toEqual([
      [
        {
          name: 'x',
          phase: 'Paused',
          strategy: 'canary',
          traffic_router: 'istio',
        },
        1,
      ],
    ]);
    expect(
      ['desired', 'available', 'unavailable', 'updated'].map(
        what => said(`rollout_info_replicas_${what}`)[0][1],
      ),
    ).toEqual([6, 5, 1, 2]);
    expect(said('analysis_run_info')).toEqual([
      [{ name: 'x', phase: 'Running' }, 1],
    ]);
    expect(said('gotk_reconcile_duration_seconds')).toEqual([
      [{ kind: 'Kustomization', name: 'x', exported_namespace: 'shop' }, 600],
    ]);
  });

  it('says where an ingress leads and what answers there', () => {
    const { create, said } = setup();
    create('ingresses.networking.k8s.io', {
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['a.example'], secretName: 'a-tls' }],
        rules: [
          {
            host: 'a.example',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    });
    create('endpoints', {
      subsets: [{ addresses: [{ ip: '1' }, { ip: '2' }] }],
    });
    expect(said('kube_ingress_tls')).toEqual([
      [{ ingress: 'x', tls_host: 'a.example', secret_name: 'a-tls' }, 1],
    ]);
    expect(said('kube_ingress_path')).toMatchObject([
      [{ host: 'a.example', service_name: 'web', service_port: '80' }, 1],
    ]);
    expect(said('kube_endpoint_address_available')).toEqual([
      [{ endpoint: 'x' }, 2],
    ]);
  });

  it('remembers when a value changed, ceased and began again', () => {
    const { clock, store, histories, create } = setup();
    const startMs = clock.nowMs();
    create('applications.argoproj.io', {
      status: { sync: { status: 'Synced' }, history: [{ id: 4 }] },
    });
    histories.all();
    const setSync = (status: string) => {
      clock.advance(MINUTE_MS);
      store.update('applications.argoproj.io', 'shop', 'x', current => ({
        ...current,
        status: { sync: { status }, history: [{ id: 4 }] },
      }));
    };
    setSync('OutOfSync');
    setSync('Synced');
    const info = histories
      .all()
      .filter(each => each.family === 'argocd_app_info')
      .map(({ labels, steps }) => [
        labels.sync_status,
        steps.map(step => [(step.atMs - startMs) / MINUTE_MS, step.value]),
      ]);
    expect(info).toEqual([
      [
        'Synced',
        [
          [0, 1],
          [1, NaN],
          [2, 1],
        ],
      ],
      [
        'OutOfSync',
        [
          [1, 1],
          [2, NaN],
        ],
      ],
    ]);
    const syncs = histories
      .all()
      .filter(each => each.family === 'argocd_app_sync_total');
    expect(syncs.map(each => each.steps)).toEqual([
      [{ atMs: startMs, value: 5 }],
    ]);
  });

  it('changes its version only when something is said anew', () => {
    const { store, histories, create } = setup();
    create('services', { spec: { clusterIP: '10.0.0.1' } });
    histories.all();
    const before = histories.version();
    store.update('services', 'shop', 'x', current => ({
      ...current,
      metadata: { ...current.metadata, annotations: { a: 'b' } },
    }));
    expect(histories.version()).toBe(before);
    store.update('services', 'shop', 'x', current => ({
      ...current,
      spec: { clusterIP: '10.0.0.1', type: 'NodePort' },
    }));
    expect(histories.version()).toBe(before + 1);
  });

  it('lets what was said of a deleted object end', () => {
    const { clock, store, histories, create } = setup();
    create('configmaps', {});
    clock.advance(MINUTE_MS);
    store.remove('configmaps', 'shop', 'x');
    expect(
      histories.all().map(({ family, deletedAtMs }) => [family, deletedAtMs]),
    ).toEqual([
      ['kube_configmap_info', clock.nowMs()],
      ['kube_configmap_created', clock.nowMs()],
    ]);
    histories.dispose();
    create('configmaps', {});
    expect(histories.all()).toHaveLength(2);
  });
});
