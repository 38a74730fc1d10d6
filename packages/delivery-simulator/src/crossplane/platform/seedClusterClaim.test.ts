import { createMemoryCluster } from '../../testing';
import { conditionsOf } from '../conditions';
import { startCrossplane } from '../startCrossplane';
import { crossplaneObjects } from './crossplaneObjects';
import { seedClusterClaim } from './seedClusterClaim';

const MINUTE_MS = 60_000;
const claimKind = {
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'KubeCluster',
};

describe('seedClusterClaim()', () => {
  it('leaves a past that the controllers take for their own', async () => {
    const cluster = createMemoryCluster();
    cluster.seed(...crossplaneObjects());
    const createdAtMs = cluster.nowMs() - 41 * 86_400_000;
    seedClusterClaim(
      {
        namespace: 'team',
        name: 'analytics',
        provider: 'eks',
        region: 'eu-west-1',
        version: '1.32',
        nodes: { count: 4, size: 'large' },
        createdAtMs,
        nowMs: cluster.nowMs(),
        suffix: 'abcde',
      },
      object => {
        cluster.seed(object);
        const found = cluster.get({
          apiVersion: object.apiVersion ?? '',
          kind: object.kind ?? '',
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        });
        if (!found) throw new Error(`not stored: ${object.metadata.name}`);
        return found;
      },
    );
    const errors: unknown[] = [];
    const running = startCrossplane({
      cluster,
      reportError: error => errors.push(error),
    });
    await cluster.advance(5 * MINUTE_MS);
    running.dispose();
    const found = cluster.get({
      ...claimKind,
      namespace: 'team',
      name: 'analytics',
    });
    const conditions = found ? conditionsOf(found) : [];
    expect([
      errors,
      conditions.map(({ type, status }) => `${type}=${status}`),
      conditions[1].lastTransitionTime,
      cluster.list({ ...claimKind, kind: 'XKubeCluster' }).length,
      cluster.list({
        apiVersion: 'eks.aws.upbound.io/v1beta1',
        kind: 'Cluster',
      }).length,
      cluster.writes.filter(({ verb }) => verb === 'create'),
    ]).toEqual([
      [],
      ['Synced=True', 'Ready=True'],
      new Date(createdAtMs + 15 * MINUTE_MS).toISOString().replace('.000', ''),
      1,
      1,
      [],
    ]);
    expect(found?.status).toMatchObject({ controlPlane: { status: 'ACTIVE' } });
  });
});
