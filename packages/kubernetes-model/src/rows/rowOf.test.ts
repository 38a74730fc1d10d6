import * as fc from 'fast-check';
import {
  cronJob,
  daemonSet,
  deployment,
  everyCondition,
  job,
  jobConditions,
  object,
  ownerReference,
  persistentVolumeClaim,
  pod,
  podConditions,
  replicaSet,
  secret,
  service,
  serviceConditions,
  spoilt,
  statefulSet,
  TEST_NOW_MS,
} from '../testing';
import type { KubernetesObject } from '../object/KubernetesObject';
import { groupOf } from '../object/ObjectReference';
import { rowOf } from './rowOf';

const HOUR_MS = 3_600_000;
const GI = 1024 ** 3;
const ago = (ms: number) => TEST_NOW_MS - ms;

function rowFor(item: KubernetesObject) {
  const kind = { group: groupOf(item.apiVersion), kind: item.kind ?? '' };
  return rowOf(item, kind, { nowMs: TEST_NOW_MS });
}

describe('rowOf()', () => {
  it('makes the row of a Pod', () => {
    expect(
      rowFor(
        pod('web-7d9-x2k', {
          metadata: {
            ownerReferences: [
              ownerReference('apps/v1', 'ReplicaSet', 'web-7d9'),
            ],
          },
        }),
      ),
    ).toEqual({
      kind: 'Pod',
      key: 'shop/web-7d9-x2k',
      uid: 'pod-web-7d9-x2k',
      name: 'web-7d9-x2k',
      namespace: 'shop',
      createdAtMs: ago(HOUR_MS),
      health: {
        status: 'Healthy',
        reason: 'Running',
        message: 'Running',
        sinceMs: ago(HOUR_MS),
      },
      owner: {
        kind: 'ReplicaSet',
        name: 'web-7d9',
        uid: 'replicaset-web-7d9',
      },
      phase: 'Running',
      ready: 1,
      containers: 1,
      restarts: 0,
      node: 'node-1',
      ip: '10.42.0.7',
      images: ['registry.example/shop/web:1.42'],
      qosClass: 'Burstable',
      requests: { cpuCores: 0.1, memoryBytes: GI / 8 },
      limits: { cpuCores: 0.5, memoryBytes: GI / 2 },
    });
  });

  it('tells the last restart of a Pod', () => {
    expect(rowFor(podConditions['restarted minutes ago'])).toMatchObject({
      restarts: 3,
      lastRestart: {
        container: 'main',
        reason: 'OOMKilled',
        exitCode: 137,
        atMs: ago(3 * 60_000),
      },
    });
  });

  it('tells when deletion was asked for, not when it is due', () => {
    expect(rowFor(podConditions.terminating).deletingSinceMs).toBe(ago(20_000));
  });

  it('makes the row of a Deployment', () => {
    expect(rowFor(deployment('web', { spec: { paused: true } }))).toMatchObject(
      {
        kind: 'Deployment',
        key: 'shop/web',
        desired: 3,
        ready: 3,
        updated: 3,
        available: 3,
        images: ['registry.example/shop/web:1.42'],
        revision: 2,
        paused: true,
      },
    );
  });

  it.each([
    ['StatefulSet', statefulSet('db')],
    ['DaemonSet', daemonSet('agent')],
    ['ReplicaSet', replicaSet('web-7d9')],
  ])('makes the row of a %s', (kind, item) => {
    expect(rowFor(item)).toMatchObject({
      kind,
      desired: 3,
      ready: 3,
      updated: 3,
      available: 3,
      images: ['registry.example/shop/web:1.42'],
    });
  });

  it('takes the default of one replica', () => {
    expect(
      rowFor(deployment('web', { spec: { replicas: undefined } })),
    ).toMatchObject({ desired: 1 });
  });

  it('makes the row of a Job', () => {
    expect(rowFor(jobConditions.complete)).toMatchObject({
      kind: 'Job',
      completions: 1,
      succeeded: 1,
      failed: 0,
      active: 0,
      startedAtMs: ago(HOUR_MS),
      finishedAtMs: ago(HOUR_MS / 2),
      images: ['registry.example/shop/web:1.42'],
    });
  });

  it('lets a failed Job finish when its condition says so', () => {
    expect(rowFor(jobConditions['back-off limit exceeded'])).toMatchObject({
      failed: 7,
      finishedAtMs: ago(HOUR_MS / 3),
    });
    expect(rowFor(job('import'))).not.toHaveProperty('finishedAtMs');
  });

  it('makes the row of a CronJob', () => {
    expect(rowFor(cronJob('report'))).toMatchObject({
      kind: 'CronJob',
      schedule: '0 2 * * *',
      timeZone: 'Europe/Berlin',
      suspended: false,
      active: 0,
      lastScheduleAtMs: ago(9 * HOUR_MS),
      lastSuccessAtMs: ago(8 * HOUR_MS),
      images: ['registry.example/shop/web:1.42'],
    });
  });

  it.each([
    [
      'a Service',
      service('web'),
      {
        type: 'ClusterIP',
        clusterIP: '10.96.0.12',
        externalAddresses: [],
        ports: ['80/TCP'],
      },
    ],
    [
      'a load balancer',
      serviceConditions['load balancer with an address'],
      {
        type: 'LoadBalancer',
        externalAddresses: ['203.0.113.7', 'lb.example'],
        ports: ['443:30443/TCP'],
      },
    ],
    [
      'an external name',
      serviceConditions['external name'],
      {
        type: 'ExternalName',
        externalAddresses: ['db.example.com'],
        ports: [],
      },
    ],
    [
      'external IPs',
      service('web', { spec: { externalIPs: ['198.51.100.4'] } }),
      { externalAddresses: ['198.51.100.4'] },
    ],
  ])('makes the row of %s', (_, item, row) => {
    expect(rowFor(item)).toMatchObject({ kind: 'Service', ...row });
  });

  it('makes the row of a PersistentVolumeClaim', () => {
    expect(rowFor(persistentVolumeClaim('data'))).toMatchObject({
      kind: 'PersistentVolumeClaim',
      phase: 'Bound',
      volume: 'pv-data',
      capacityBytes: 10 * GI,
      accessModes: ['ReadWriteOnce'],
      storageClass: 'fast',
    });
  });

  it('shows a claim that is being deleted as Terminating', () => {
    expect(
      rowFor(
        persistentVolumeClaim('data', {
          metadata: { deletionTimestamp: '2026-03-02T09:59:00Z' },
        }),
      ),
    ).toMatchObject({ phase: 'Terminating' });
  });

  it('makes a row for any other kind', () => {
    expect(rowFor(secret('credentials'))).toMatchObject({
      kind: 'Object',
      object: 'Secret',
      health: { status: 'Healthy' },
    });
  });

  it('does not take a kind of another group for the built-in one', () => {
    const other = object('serving.knative.dev/v1', 'Service', 'a');
    expect(rowFor(other)).toMatchObject({ kind: 'Object', object: 'Service' });
  });

  it('names the first owner where none controls', () => {
    const ownerReferences = [
      { kind: 'Cluster', name: 'a', uid: '1' },
      { kind: 'Cluster', name: 'b', uid: '2' },
    ];
    expect(
      rowFor(secret('a', { metadata: { ownerReferences } })).owner,
    ).toEqual({ kind: 'Cluster', name: 'a', uid: '1' });
  });

  const changes = fc.array(fc.tuple(fc.nat(), fc.nat()), {
    minLength: 1,
    maxLength: 4,
  });

  it.each(everyCondition)('%s: survives fields of any type', (_, item) => {
    const kind = { group: groupOf(item.apiVersion), kind: item.kind ?? '' };
    fc.assert(
      fc.property(changes, spoiling => {
        const row = rowOf(spoilt(item, spoiling), kind, {
          nowMs: TEST_NOW_MS,
        });
        expect(JSON.parse(JSON.stringify(row))).toEqual(row);
        expect(row.name).toBe(item.metadata.name);
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});
