import {
  createFluxCluster,
  type FluxCluster,
} from '../../testing/flux/createFluxCluster';
import {
  helmRelease,
  helmRepository,
  webChart,
} from '../../testing/flux/fluxBuilders';

describe('drift of HelmReleases', () => {
  let flux: FluxCluster;
  beforeEach(async () => {
    flux = await createFluxCluster();
    flux.charts.set('web@1.0.0', webChart('1.0.0'));
    await flux.create(helmRepository({ interval: '1m' }));
    await flux.pass(2);
  });
  afterEach(() => flux.dispose());

  async function released(spec = {}) {
    await flux.create(helmRelease(spec));
    await flux.pass(20);
  }
  it.each([
    { mode: 'enabled', replicas: 1, corrected: true },
    { mode: 'warn', replicas: 9, corrected: false },
  ])('finds drift and with $mode $replicas replicas remain', async drift => {
    await released({ driftDetection: { mode: drift.mode } });
    await flux.patch('Deployment', 'web', { spec: { replicas: 9 } });
    await flux.pass(330);
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({
      replicas: drift.replicas,
    });
    expect(flux.events('HelmRelease')).toContain(
      'DriftDetected Cluster state of release shop/web.v1 has drifted from the desired state:\nDeployment/shop/web changed (0 additions, 1 changes, 0 removals)',
    );
    expect(
      flux
        .events('HelmRelease')
        .includes(
          'DriftCorrected Cluster state of release shop/web.v1 has been corrected:\nDeployment/shop/web patched',
        ),
    ).toBe(drift.corrected);
  });

  it('ignores drift where it is told to, and puts back what is gone', async () => {
    await released({
      driftDetection: {
        mode: 'enabled',
        ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
      },
    });
    await flux.patch('Deployment', 'web', { spec: { replicas: 9 } });
    await flux.pass(330);
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 9 });
    await flux.cluster.delete(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
      },
      { manager: 'kubectl' },
    );
    await flux.pass(330);
    expect(flux.get('Deployment', 'web')).toBeDefined();
    expect(flux.events('HelmRelease')).toContain(
      'DriftDetected Cluster state of release shop/web.v1 has drifted from the desired state:\nDeployment/shop/web removed',
    );
  });

  it('leaves drift alone by default', async () => {
    await released();
    await flux.patch('Deployment', 'web', { spec: { replicas: 9 } });
    await flux.pass(900);
    expect(flux.get('Deployment', 'web')?.spec).toMatchObject({ replicas: 9 });
  });
});
