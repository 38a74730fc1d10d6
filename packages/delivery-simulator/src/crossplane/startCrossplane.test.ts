import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createMemoryCluster, type MemoryCluster } from '../testing';
import { conditionsOf } from './conditions';
import { readSecret } from './writeSecret';
import { crossplaneObjects } from './platform/crossplaneObjects';
import { startCrossplane } from './startCrossplane';

const MINUTE_MS = 60_000;
const claimKind = {
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'KubeCluster',
} as const;
const compositeKind = { ...claimKind, kind: 'XKubeCluster' } as const;
const claimRef = { ...claimKind, namespace: 'team', name: 'analytics' };
const manager = 'kubectl';

function claim(provider: string, more: object = {}): KubernetesObject {
  return {
    ...claimKind,
    metadata: { namespace: 'team', name: 'analytics', ...more },
    spec: {
      region: 'eu-west-1',
      version: '1.32',
      networkCidr: '10.40.0.0/16',
      nodes: { count: 3, size: 'medium' },
      compositionSelector: { matchLabels: { provider } },
      writeConnectionSecretToRef: { name: 'analytics-kubeconfig' },
    },
  };
}

describe('startCrossplane()', () => {
  let cluster: MemoryCluster;
  let errors: string[];
  let running: { dispose(): void };

  beforeEach(async () => {
    cluster = createMemoryCluster();
    cluster.seed(...crossplaneObjects());
    errors = [];
    running = startCrossplane({
      cluster,
      reportError: (error, subject) =>
        errors.push(`${subject}: ${String(error)}`),
    });
    await cluster.advance(5_000);
  });

  afterEach(() => {
    running.dispose();
    if (errors.length > 0) throw new Error(errors.join('\n'));
  });

  const current = () => cluster.get(claimRef);
  const condition = (object: KubernetesObject | undefined, type: string) => {
    const found =
      object && conditionsOf(object).find(each => each.type === type);
    return found && [found.status, found.reason];
  };
  const composites = () => cluster.list(compositeKind);
  const managed = (kind: string, group: string) =>
    cluster.list({ apiVersion: `${group}/v1beta1`, kind });

  it('installs packages and offers what definitions define', () => {
    const provider = cluster.get({
      apiVersion: 'pkg.crossplane.io/v1',
      kind: 'Provider',
      name: 'provider-aws-eks',
    });
    const definition = cluster.get({
      apiVersion: 'apiextensions.crossplane.io/v1',
      kind: 'CompositeResourceDefinition',
      name: 'xkubeclusters.platform.example.org',
    });
    expect([
      condition(provider, 'Healthy'),
      condition(definition, 'Established'),
      condition(definition, 'Offered'),
      cluster.resolve(claimKind)?.plural,
    ]).toEqual([
      ['True', 'HealthyPackageRevision'],
      ['True', 'WatchingCompositeResource'],
      ['True', 'WatchingCompositeResourceClaim'],
      'kubeclusters',
    ]);
  });

  it('says of a package that does not exist that it cannot be fetched', async () => {
    const ref = {
      apiVersion: 'pkg.crossplane.io/v1',
      kind: 'Provider',
      name: 'provider-other',
    };
    await cluster.create(
      { ...ref, metadata: { name: ref.name }, spec: { package: 'x/other:v1' } },
      { manager },
    );
    await cluster.advance(1_000);
    expect(condition(cluster.get(ref), 'Installed')).toEqual([
      'False',
      'UnpackingPackage',
    ]);
  });

  it.each([
    ['eks', 'CREATING', 'ACTIVE', 7],
    ['gke', 'PROVISIONING', 'RUNNING', 4],
    ['aks', 'Creating', 'Succeeded', 4],
  ])(
    'brings a claim for %s through its phases to Ready',
    async (provider, creating, complete, resources) => {
      await cluster.create(claim(provider), { manager });
      await cluster.advance(2 * MINUTE_MS);
      const [composite] = composites();
      expect(composite.spec).toMatchObject({
        compositionRef: { name: `kubeclusters-${provider}` },
        resourceRefs: { length: resources },
      });
      expect([
        condition(current(), 'Synced'),
        condition(current(), 'Ready'),
        condition(composite, 'Ready'),
      ]).toEqual([
        ['True', 'ReconcileSuccess'],
        ['False', 'Waiting'],
        ['False', 'Creating'],
      ]);
      expect(current()?.status).toMatchObject({
        controlPlane: { status: creating },
      });
      await cluster.advance(14 * MINUTE_MS);
      expect(condition(current(), 'Ready')).toEqual(['True', 'Available']);
      expect(current()?.status).toMatchObject({
        controlPlane: { status: complete, endpoint: expect.any(String) },
        nodePool: { status: complete },
      });
    },
  );

  it('creates what refers to others only once these are there', async () => {
    await cluster.create(claim('eks'), { manager });
    await cluster.advance(MINUTE_MS);
    const [nodes] = managed('NodeGroup', 'eks.aws.upbound.io');
    const [plane] = managed('Cluster', 'eks.aws.upbound.io');
    expect(conditionsOf(nodes)).toEqual([
      expect.objectContaining({
        type: 'Synced',
        status: 'False',
        message:
          'cannot resolve references: mg.Spec.ForProvider.ClusterName: referenced field was empty (referenced resource may not yet be ready)',
      }),
    ]);
    expect(plane.spec).toMatchObject({
      forProvider: {
        subnetIds: [expect.any(String), expect.any(String)],
        roleArn: expect.stringContaining('arn:aws:iam::'),
      },
    });
  });

  it('publishes the kubeconfig in the namespace of the claim', async () => {
    await cluster.create(claim('gke'), { manager });
    await cluster.advance(16 * MINUTE_MS);
    const found = current();
    expect(found && Object.keys(readSecret(cluster, found)).sort()).toEqual([
      'endpoint',
      'kubeconfig',
    ]);
    expect(found?.status).toHaveProperty('connectionDetails.lastPublishedTime');
  });

  it('fails on command in the words of the cloud, and goes on when the command is taken back', async () => {
    await cluster.create(
      claim('eks', {
        annotations: {
          'orrery-sim/fail-create':
            'ResourceLimitExceededException: 100 clusters',
        },
      }),
      { manager },
    );
    await cluster.advance(10 * MINUTE_MS);
    const [plane] = managed('Cluster', 'eks.aws.upbound.io');
    const [vpc] = managed('VPC', 'ec2.aws.upbound.io');
    const refusal = conditionsOf(vpc).find(({ type }) => type === 'Synced');
    expect(refusal?.message).toContain(
      'operation error EC2: CreateVpc, https response error StatusCode: 400, ResourceLimitExceededException: 100 clusters',
    );
    expect([condition(plane, 'Ready'), condition(current(), 'Ready')]).toEqual([
      undefined,
      ['False', 'Waiting'],
    ]);
    await cluster.mergePatch(
      claimRef,
      { metadata: { annotations: { 'orrery-sim/fail-create': null } } },
      { manager },
    );
    await cluster.advance(16 * MINUTE_MS);
    expect(condition(current(), 'Ready')).toEqual(['True', 'Available']);
  });

  it('calls a network as AWS calls it, and a cluster as people do', async () => {
    await cluster.create(claim('eks'), { manager });
    await cluster.advance(20 * MINUTE_MS);
    const [vpc] = managed('VPC', 'ec2.aws.upbound.io');
    const [subnet] = managed('Subnet', 'ec2.aws.upbound.io');
    const [plane] = managed('Cluster', 'eks.aws.upbound.io');
    const nameOf = (object: KubernetesObject) =>
      object.metadata.annotations?.['crossplane.io/external-name'];
    expect(nameOf(vpc)).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(nameOf(subnet)).toMatch(/^subnet-[0-9a-f]{17}$/);
    expect(nameOf(plane)).toBe(plane.metadata.name);
    expect(vpc.status).toMatchObject({ atProvider: { id: nameOf(vpc) } });
    expect(subnet.spec).toMatchObject({
      forProvider: { vpcId: nameOf(vpc) },
    });
  });

  it('says which provider configuration is missing', async () => {
    cluster.remove({
      apiVersion: 'aws.upbound.io/v1beta1',
      kind: 'ProviderConfig',
      name: 'default',
    });
    await cluster.create(claim('eks'), { manager });
    await cluster.advance(MINUTE_MS);
    const [vpc] = managed('VPC', 'ec2.aws.upbound.io');
    expect(
      conditionsOf(vpc).find(({ type }) => type === 'Synced')?.message,
    ).toContain('ProviderConfig.aws.upbound.io "default" not found');
  });

  it('says that no composition fits', async () => {
    await cluster.create(claim('oke'), { manager });
    await cluster.advance(MINUTE_MS);
    expect(
      conditionsOf(composites()[0]).find(({ type }) => type === 'Synced'),
    ).toMatchObject({
      status: 'False',
      message: 'cannot select Composition: no compatible Compositions found',
    });
  });

  it('stops at a paused resource', async () => {
    await cluster.create(
      claim('eks', { annotations: { 'crossplane.io/paused': 'true' } }),
      { manager },
    );
    await cluster.advance(MINUTE_MS);
    expect([condition(current(), 'Synced'), composites()]).toEqual([
      ['False', 'ReconcilePaused'],
      [],
    ]);
  });

  it('carries a change of the claim to the managed resources', async () => {
    await cluster.create(claim('gke'), { manager });
    await cluster.advance(16 * MINUTE_MS);
    await cluster.mergePatch(
      claimRef,
      { spec: { nodes: { count: 9 } } },
      { manager },
    );
    await cluster.advance(MINUTE_MS);
    const [pool] = managed('NodePool', 'container.gcp.upbound.io');
    expect(pool.spec).toMatchObject({ forProvider: { nodeCount: 9 } });
  });

  it('deletes in the order that the cloud demands, and then nothing is left', async () => {
    await cluster.create(claim('eks'), { manager });
    await cluster.advance(16 * MINUTE_MS);
    await cluster.delete(claimRef, { manager });
    await cluster.advance(MINUTE_MS);
    const [vpc] = managed('VPC', 'ec2.aws.upbound.io');
    expect([
      current(),
      condition(composites()[0], 'Ready'),
      condition(vpc, 'Synced'),
    ]).toEqual([undefined, ['False', 'Deleting'], ['False', 'ReconcileError']]);
    await cluster.advance(15 * MINUTE_MS);
    expect([
      composites(),
      managed('VPC', 'ec2.aws.upbound.io'),
      managed('Cluster', 'eks.aws.upbound.io'),
    ]).toEqual([[], [], []]);
  });

  it('keeps the claim until all is gone when told so', async () => {
    const wanted = claim('gke');
    await cluster.create(
      {
        ...wanted,
        spec: { ...Object(wanted.spec), compositeDeletePolicy: 'Foreground' },
      },
      { manager },
    );
    await cluster.advance(16 * MINUTE_MS);
    await cluster.delete(claimRef, { manager });
    await cluster.advance(MINUTE_MS);
    expect(condition(current(), 'Ready')).toEqual(['False', 'Deleting']);
    await cluster.advance(15 * MINUTE_MS);
    expect(current()).toBeUndefined();
  });

  it('follows a new revision of its composition', async () => {
    await cluster.create(claim('gke'), { manager });
    await cluster.advance(16 * MINUTE_MS);
    const ref = {
      apiVersion: 'apiextensions.crossplane.io/v1',
      kind: 'Composition',
      name: 'kubeclusters-gke',
    };
    await cluster.mergePatch(ref, { spec: { pipeline: [] } }, { manager });
    await cluster.advance(MINUTE_MS);
    expect([
      cluster.list({ ...ref, kind: 'CompositionRevision' }).length,
      composites()[0].spec,
      condition(managed('NodePool', 'container.gcp.upbound.io')[0], 'Ready'),
    ]).toEqual([
      4,
      expect.objectContaining({ resourceRefs: [] }),
      ['False', 'Deleting'],
    ]);
  });

  it('settles: nothing is written while nothing changes', async () => {
    await cluster.create(claim('aks'), { manager });
    await cluster.advance(30 * MINUTE_MS);
    const { length } = cluster.writes;
    await cluster.advance(60 * MINUTE_MS);
    expect(cluster.writes.slice(length)).toEqual([]);
  });

  it('does nothing more after its disposal', async () => {
    running.dispose();
    const { length } = cluster.writes;
    await cluster.create(claim('eks'), { manager });
    await cluster.advance(30 * MINUTE_MS);
    expect(cluster.writes.length).toBe(length + 1);
  });
});
