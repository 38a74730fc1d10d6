import { formatQuantity, KubernetesObject } from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { createRandom } from '../random/createRandom';
import { StatusError } from '../status/StatusError';
import { createClusterStore } from '../store/createClusterStore';
import { createAdmission } from './createAdmission';
import { QuotaLedger } from './quota/QuotaLedger';
import { limitRangeOf, podOf, quotaOf } from './testing/admissionObjects';

function setUp(...objects: readonly (readonly [string, KubernetesObject])[]) {
  const store = createClusterStore({
    clock: createManualClock(),
    random: createRandom('store'),
  });
  objects.forEach(([resource, object]) => store.create(resource, object));
  const admission = createAdmission(store);
  return {
    store,
    admission,
    create: (resource: string, object: KubernetesObject) =>
      store.create(resource, admission.admitNew(resource, object)),
    used: (name = 'quota') =>
      Object.fromEntries(
        [...(admission.ledger.account('shop', name)?.used ?? [])].map(
          ([key, amount]) => [key, formatQuantity(amount)],
        ),
      ),
  };
}

function refusalOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof StatusError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const small = { requests: { cpu: '100m', memory: '64Mi' } };
const large = { requests: { cpu: '500m', memory: '64Mi' } };

describe('createAdmission()', () => {
  it('refuses a pod that exceeds a quota, with the numbers', () => {
    const { create } = setUp([
      'resourcequotas',
      quotaOf({ 'requests.cpu': '1', 'requests.memory': '1Gi' }),
    ]);
    create('pods', podOf([large], {}, 'a'));
    expect(
      refusalOf(() => create('pods', podOf([large, small], {}, 'b'))),
    ).toBe(
      '403: pods "b" is forbidden: exceeded quota: quota, requested: requests.cpu=600m, used: requests.cpu=500m, limited: requests.cpu=1',
    );
    expect(refusalOf(() => create('pods', podOf([large], {}, 'c')))).toBe(
      undefined,
    );
  });

  it('refuses a pod whose containers do not name what the quota limits', () => {
    const { create } = setUp([
      'resourcequotas',
      quotaOf({ 'limits.cpu': '4', 'limits.memory': '4Gi', pods: '10' }),
    ]);
    const pod = podOf([{}, { limits: { cpu: '1' } }, {}]);
    expect(refusalOf(() => create('pods', pod))).toBe(
      '403: pods "web" is forbidden: failed quota: quota: must specify limits.cpu for: c0,c2; limits.memory for: c0,c1,c2',
    );
  });

  it('fills in the defaults of limit ranges before quotas count', () => {
    const { create, used } = setUp(
      ['resourcequotas', quotaOf({ 'requests.cpu': '1' })],
      [
        'limitranges',
        limitRangeOf({ type: 'Container', defaultRequest: { cpu: '250m' } }),
      ],
    );
    create('pods', podOf([{}, {}]));
    expect(used()).toEqual({ 'requests.cpu': '500m' });
  });

  it('refuses what a limit range forbids, all problems at once', () => {
    const { create } = setUp([
      'limitranges',
      limitRangeOf({ type: 'Container', max: { cpu: '1', memory: '1Gi' } }),
    ]);
    const pod = podOf([{ limits: { cpu: '2', memory: '2Gi' } }]);
    expect(refusalOf(() => create('pods', pod))).toBe(
      '403: pods "web" is forbidden: [maximum cpu usage per Container is 1, but limit is 2, ' +
        'maximum memory usage per Container is 1Gi, but limit is 2Gi]',
    );
  });

  it('counts objects of any kind, and their releases', () => {
    const { create, store, used } = setUp([
      'resourcequotas',
      quotaOf({
        'count/widgets.example.org': '1',
        configmaps: '2',
        'services.nodeports': '2',
      }),
    ]);
    const named = (name: string, rest: object = {}) => ({
      metadata: { name, namespace: 'shop' },
      ...rest,
    });
    create('widgets.example.org', named('a'));
    create('configmaps', named('a'));
    expect(refusalOf(() => create('widgets.example.org', named('b')))).toBe(
      '403: widgets.example.org "b" is forbidden: exceeded quota: quota, requested: count/widgets.example.org=1, ' +
        'used: count/widgets.example.org=1, limited: count/widgets.example.org=1',
    );
    store.delete('widgets.example.org', 'shop', 'a');
    expect(refusalOf(() => create('widgets.example.org', named('b')))).toBe(
      undefined,
    );
    const spec = { type: 'NodePort', ports: [{ port: 1 }, { port: 2 }] };
    create('services', named('s', { spec }));
    expect(used()).toEqual({
      'count/widgets.example.org': '1',
      configmaps: '1',
      'services.nodeports': '2',
    });
  });

  it('charges a change of a claim for what it adds alone', () => {
    const claim = (storage: string) => ({
      metadata: { name: 'data', namespace: 'shop' },
      spec: {
        storageClassName: 'ssd',
        resources: { requests: { storage } },
      },
    });
    const { create, admission, used } = setUp([
      'resourcequotas',
      quotaOf({
        'requests.storage': '10Gi',
        'ssd.storageclass.storage.k8s.io/requests.storage': '20Gi',
        persistentvolumeclaims: '1',
      }),
    ]);
    const stored = create('persistentvolumeclaims', claim('8Gi'));
    const change = (storage: string) =>
      refusalOf(() =>
        admission.admitChange('persistentvolumeclaims', claim(storage), stored),
      );
    expect(change('10Gi')).toBe(undefined);
    expect(change('12Gi')).toBe(
      '403: persistentvolumeclaims "data" is forbidden: exceeded quota: quota, requested: requests.storage=4Gi, ' +
        'used: requests.storage=8Gi, limited: requests.storage=10Gi',
    );
    expect(used()).toEqual({
      'requests.storage': '8Gi',
      'ssd.storageclass.storage.k8s.io/requests.storage': '8Gi',
      persistentvolumeclaims: '1',
    });
  });

  it('counts pods alone by quotas with scopes, and releases finished ones', () => {
    const { create, store, used } = setUp([
      'resourcequotas',
      quotaOf({ pods: '5', 'count/pods': '5' }, { scopes: ['BestEffort'] }),
    ]);
    create('pods', podOf([{}], {}, 'a'));
    create('pods', podOf([small], {}, 'b'));
    expect(used()).toEqual({ pods: '1', 'count/pods': '1' });
    store.update('pods', 'shop', 'a', pod => ({
      ...pod,
      status: { phase: 'Succeeded' },
    }));
    expect(used()).toEqual({ pods: '0', 'count/pods': '1' });
  });
});

describe('QuotaLedger', () => {
  it('knows after any history what a new count of everything finds', () => {
    const random = createRandom('ledger');
    const { store, admission } = setUp();
    const pick = <T>(values: readonly T[]): T =>
      values[Math.floor(random() * values.length)];
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (let step = 0; step < 400; step++) {
      const name = pick(names);
      const has = (resource: string) => store.get(resource, 'shop', name);
      switch (pick(['pod', 'end', 'remove', 'quota', 'unquota', 'claim'])) {
        case 'pod':
          if (!has('pods'))
            store.create('pods', podOf([pick([small, large, {}])], {}, name));
          break;
        case 'end':
          if (has('pods'))
            store.update('pods', 'shop', name, pod => ({
              ...pod,
              status: { phase: pick(['Failed', 'Running']) },
            }));
          break;
        case 'remove':
          store.remove(pick(['pods', 'configmaps']), 'shop', name);
          break;
        case 'quota': {
          const quota = quotaOf(
            pick<Record<string, string>>([
              { pods: '9', 'requests.cpu': '4', configmaps: '3' },
              { 'requests.memory': '1Gi', resourcequotas: '9' },
            ]),
            pick([{}, { scopes: ['NotBestEffort'] }]),
            name,
          );
          if (has('resourcequotas'))
            store.update('resourcequotas', 'shop', name, current => ({
              ...current,
              spec: quota.spec,
            }));
          else store.create('resourcequotas', quota);
          break;
        }
        case 'unquota':
          if (random() < 0.3) store.remove('resourcequotas', 'shop', name);
          break;
        default:
          if (!has('configmaps'))
            store.create('configmaps', {
              metadata: { name, namespace: 'shop' },
            });
      }
      const fresh = new QuotaLedger(store);
      const counted = (ledger: QuotaLedger) =>
        ledger
          .accountsOf('shop')
          .map(({ quota, used }) => [
            quota.metadata.name,
            [...used].map(([key, amount]) => [key, formatQuantity(amount)]),
          ]);
      expect(counted(admission.ledger)).toEqual(counted(fresh));
      fresh.dispose();
    }
  });
});
