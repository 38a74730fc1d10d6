import type { KubernetesObject } from '@orrery/kubernetes-model';
import { applyDefaults } from './applyDefaults';

const metadata = { name: 'a', namespace: 'n' };
const template = { spec: { containers: [{ name: 'c', image: 'web:1' }] } };

const cases: readonly (readonly [string, object, object])[] = [
  [
    'pods',
    { spec: { containers: [{ name: 'c', image: 'web' }] } },
    {
      spec: {
        containers: [{ imagePullPolicy: 'Always' }],
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        schedulerName: 'default-scheduler',
      },
    },
  ],
  [
    'deployments.apps',
    { spec: { template } },
    {
      spec: {
        replicas: 1,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        },
        template: {
          spec: { containers: [{ imagePullPolicy: 'IfNotPresent' }] },
        },
      },
    },
  ],
  [
    'daemonsets.apps',
    { spec: { template, updateStrategy: { type: 'OnDelete' } } },
    { spec: { updateStrategy: { type: 'OnDelete' } } },
  ],
  [
    'jobs.batch',
    { spec: { template } },
    { spec: { completions: 1, parallelism: 1, backoffLimit: 6 } },
  ],
  [
    'cronjobs.batch',
    { spec: { schedule: '@daily', jobTemplate: { spec: { template } } } },
    { spec: { concurrencyPolicy: 'Allow', successfulJobsHistoryLimit: 3 } },
  ],
  [
    'services',
    { spec: { type: 'NodePort', ports: [{ port: 80 }] } },
    {
      spec: {
        ports: [
          { protocol: 'TCP', targetPort: 80, nodePort: expect.any(Number) },
        ],
        clusterIP: expect.stringMatching(/^10\.96\./),
      },
    },
  ],
  [
    'secrets',
    { stringData: { a: 'b' } },
    { type: 'Opaque', data: { a: 'Yg==' } },
  ],
  [
    'namespaces',
    {},
    { metadata: { labels: { 'kubernetes.io/metadata.name': 'a' } } },
  ],
  [
    'persistentvolumeclaims',
    { spec: {} },
    { spec: { volumeMode: 'Filesystem' }, status: { phase: 'Pending' } },
  ],
];

function objectOf(rest: object): KubernetesObject {
  return { apiVersion: 'v1', kind: 'K', metadata, ...rest };
}

describe('applyDefaults()', () => {
  it.each(cases)('fills %s', (resource, given, expected) => {
    expect(applyDefaults(resource, objectOf(given))).toMatchObject(expected);
  });

  it.each(cases)('changes nothing the second time: %s', (resource, given) => {
    const once = applyDefaults(resource, objectOf(given));
    expect(applyDefaults(resource, once)).toEqual(once);
  });

  it('keeps what is given, and kinds it does not know', () => {
    const scaled = objectOf({ spec: { replicas: 0, template } });
    expect(applyDefaults('deployments.apps', scaled)).toMatchObject({
      spec: { replicas: 0 },
    });
    const custom = objectOf({ spec: { size: 1 } });
    expect(applyDefaults('widgets.example.com', custom)).toBe(custom);
  });
});
