import * as fc from 'fast-check';
import {
  configMap,
  containerStatus,
  cronJob,
  deployment,
  everyCondition,
  node,
  object,
  pod,
  secret,
  spoilt,
  statefulSet,
  TEST_NOW_MS,
} from '../testing';
import { healthOf } from '../health/healthOf';
import type { KubernetesObject } from '../object/KubernetesObject';
import { groupOf } from '../object/ObjectReference';
import { rowOf } from '../rows/rowOf';
import { trimObject } from './trimObject';

const kindOf = (item: KubernetesObject) => ({
  group: groupOf(item.apiVersion),
  kind: item.kind ?? '',
});
const trim = (item: KubernetesObject) => trimObject(item, kindOf(item));
const changes = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 });

/** What a pod counts for on its node comes from more fields than its containers. */
const placed = pod('a', {
  spec: {
    overhead: { cpu: '250m', memory: '120Mi' },
    resources: { requests: { cpu: '2' }, limits: { memory: '1Gi' } },
  },
  status: {
    containerStatuses: [
      containerStatus('main', {
        resources: { requests: { memory: '256Mi' }, limits: { cpu: '3' } },
      }),
    ],
  },
});

describe('trimObject()', () => {
  it.each([...everyCondition, ['Pod: with overhead', placed] as const])(
    '%s: keeps what row and health need',
    (_, item) => {
      const kind = kindOf(item);
      const options = { nowMs: TEST_NOW_MS, kind };
      fc.assert(
        fc.property(changes, spoiling => {
          const whole = spoilt(item, spoiling);
          const trimmed = trimObject(whole, kind);
          expect(rowOf(trimmed, kind, options)).toEqual(
            rowOf(whole, kind, options),
          );
          expect(healthOf(trimmed, options)).toEqual(healthOf(whole, options));
        }),
        { numRuns: 30, seed: 3 },
      );
    },
  );

  it('drops managedFields and the last applied configuration of any kind', () => {
    const applied = 'kubectl.kubernetes.io/last-applied-configuration';
    const item = object('example.com/v1', 'Widget', 'a', {
      metadata: {
        managedFields: [{ manager: 'kubectl' }],
        annotations: { [applied]: '{}', team: 'shop' },
      },
      spec: { size: 3 },
    });
    expect(trim(item)).toEqual(
      object('example.com/v1', 'Widget', 'a', {
        metadata: { annotations: { team: 'shop' } },
        spec: { size: 3 },
      }),
    );
  });

  it('does not change its input', () => {
    const item = pod('a', {
      metadata: { managedFields: [{ manager: 'kubelet' }] },
    });
    const before = JSON.stringify(item);
    trim(item);
    expect(JSON.stringify(item)).toBe(before);
  });

  it('keeps of the containers of a pod name, image, resources and ports', () => {
    expect(trim(pod('a')).spec).toEqual({
      nodeName: 'node-1',
      restartPolicy: 'Always',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      containers: [
        {
          name: 'main',
          image: 'registry.example/shop/web:1.42',
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { cpu: '500m', memory: '512Mi' },
          },
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        },
      ],
    });
  });

  it.each([
    ['a Pod', pod('a')],
    ['a Deployment', deployment('a')],
    ['a StatefulSet', statefulSet('a')],
    ['a CronJob', cronJob('a')],
  ])('drops env, arguments, probes and volumes of %s', (_, item) => {
    const text = JSON.stringify(trim(item));
    const dropped = [
      '"env"',
      '"args"',
      'readinessProbe',
      '"volume',
      '"imageID"',
    ];
    expect(dropped.filter(word => text.includes(word))).toEqual([]);
  });

  it('keeps the selector and the labels of the template', () => {
    expect(trim(deployment('web')).spec).toMatchObject({
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } } },
    });
  });

  it('drops the values of secrets and config maps', () => {
    const kept = [
      trim(secret('a', { stringData: { password: 'hunter2' } })),
      trim(configMap('a', { binaryData: { logo: 'AAAA' } })),
    ].map(item => Object.keys(item));
    expect(kept).toEqual([
      ['apiVersion', 'kind', 'metadata', 'type'],
      ['apiVersion', 'kind', 'metadata'],
    ]);
  });

  it('drops the images of nodes', () => {
    expect(trim(node('a')).status).not.toHaveProperty('images');
  });

  it('drops the copy of a template that a ControllerRevision holds', () => {
    const item = object('apps/v1', 'ControllerRevision', 'a', {
      data: { spec: {} },
      revision: 3,
    });
    expect(trim(item)).not.toHaveProperty('data');
    expect(trim(item)).toHaveProperty('revision', 3);
  });

  it('trims the pods of a PodTemplate', () => {
    const { template } = Object(deployment('a').spec);
    const item = object('v1', 'PodTemplate', 'a', { template });
    expect(JSON.stringify(trim(item))).not.toContain('"env"');
  });

  it('keeps the values of a kind that only has the name of a Secret', () => {
    const item = object('example.com/v1', 'Secret', 'a', { data: { a: 'b' } });
    expect(trim(item)).toEqual(item);
  });
});
