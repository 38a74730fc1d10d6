import { parseReleaseSecret } from '../../helm/release/parseReleaseSecret';
import {
  createFluxCluster,
  type FluxCluster,
} from '../../testing/flux/createFluxCluster';
import {
  helmRelease,
  helmRepository,
  imageOf,
  webChart,
} from '../../testing/flux/fluxBuilders';

describe('failures of HelmReleases', () => {
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
  const set = (values: object) =>
    flux.patch('HelmRelease', 'web', { spec: { values } });
  const condition = (type?: string) =>
    flux.condition('HelmRelease', 'web', type);
  const status = () => flux.status('HelmRelease', 'web');
  const revisions = () =>
    flux.cluster
      .list({ apiVersion: 'v1', kind: 'Secret' }, 'shop')
      .map(parseReleaseSecret)
      .sort((a, b) => a.revision - b.revision)
      .map(each => `${each.revision} ${each.status} ${each.description}`);
  const image = () => imageOf(flux.get('Deployment', 'web'));

  it('stops after a failed install without retries, until something changes', async () => {
    await released({ timeout: '30s', values: { tag: 'broken' } });
    await flux.pass(60);
    const problem =
      "InstallFailed Helm install failed for release shop/web with chart web@1.0.0: context deadline exceeded: Deployment/shop/web status: 'InProgress'";
    expect(condition()).toBe(`False ${problem}`);
    expect(condition('Released')).toBe(`False ${problem}`);
    expect(condition('Stalled')).toBe(
      'True RetriesExceeded Failed to install after 1 attempt(s)',
    );
    expect(status()).toMatchObject({ failures: 1, installFailures: 1 });
    expect(revisions()).toEqual([
      expect.stringContaining('1 failed Release "web" failed: context'),
    ]);
    await flux.pass(1_800);
    expect(revisions()).toHaveLength(1);
    await set({ tag: '2' });
    await flux.pass(60);
    expect(condition()).toMatch(/^True InstallSucceeded/);
    expect(condition('Stalled')).toBeUndefined();
    expect(status().failures).toBeUndefined();
  });

  it('tries an install again after it uninstalled the failed one', async () => {
    await released({
      timeout: '30s',
      values: { tag: 'broken' },
      install: { remediation: { retries: 1 } },
    });
    await flux.pass(90);
    expect(status()).toMatchObject({ installFailures: 2 });
    expect(condition('Remediated')).toBe(
      'True UninstallSucceeded Helm uninstall remediation for release shop/web.v1 with chart web@1.0.0 succeeded',
    );
    expect(condition('Stalled')).toContain('after 2 attempt(s)');
  });

  it('rolls a failed upgrade back', async () => {
    await released({
      timeout: '30s',
      upgrade: { remediation: { remediateLastFailure: true } },
    });
    await set({ tag: 'broken' });
    await flux.pass(90);
    expect(image()).toBe('shop/web:1');
    expect(condition()).toMatch(/^False UpgradeFailed Helm upgrade failed/);
    expect(condition('Remediated')).toBe(
      'True RollbackSucceeded Helm rollback to previous release shop/web.v1 with chart web@1.0.0 succeeded',
    );
    expect(revisions()).toEqual([
      '1 superseded Install complete',
      expect.stringContaining('2 failed Release "web" failed'),
      '3 deployed Rollback to 1',
    ]);
    expect(status()).toMatchObject({ upgradeFailures: 1 });
    await flux.pass(900);
    expect(revisions()).toHaveLength(3);
  });

  it('counts no failures of before when somebody resets them', async () => {
    await released({ timeout: '30s' });
    await set({ tag: 'broken' });
    await flux.pass(90);
    expect(revisions()).toHaveLength(2);
    const resetAt = String(flux.cluster.nowMs());
    await flux.ask('HelmRelease', 'web', {
      'reconcile.fluxcd.io/resetAt': resetAt,
    });
    await flux.pass(90);
    expect(revisions()).toHaveLength(3);
    expect(status()).toMatchObject({
      lastHandledResetAt: resetAt,
      lastHandledReconcileAt: resetAt,
      upgradeFailures: 1,
    });
  });

  it('runs the tests of the chart where it is told to', async () => {
    const test = (container: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: probe\n  annotations: {helm.sh/hook: test}\nspec: {template: {spec: {containers: [{name: ${container}}]}}}\n`;
    flux.charts.set(
      'web@1.0.0',
      webChart('1.0.0', { 'templates/test.yaml': test('good') }),
    );
    await released({ test: { enable: true } });
    expect(condition('TestSuccess')).toBe(
      'True TestSucceeded Helm test succeeded for release shop/web.v1 with chart web@1.0.0: 1 test hook completed successfully',
    );
    flux.charts.set(
      'web@1.1.0',
      webChart('1.1.0', { 'templates/test.yaml': test('broken') }),
    );
    await flux.pass(120);
    expect(condition()).toMatch(/^False TestFailed Helm test failed/);
    expect(condition('Stalled')).toBe(
      'True RetriesExceeded Failed to upgrade after 1 attempt(s)',
    );
  });

  it('runs hooks to their end before and after', async () => {
    const job = (name: string, event: string, policy: string) =>
      `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\n  annotations:\n    helm.sh/hook: ${event}\n    helm.sh/hook-delete-policy: ${policy}\nspec: {template: {spec: {containers: []}}}\n`;
    flux.charts.set(
      'web@1.0.0',
      webChart('1.0.0', {
        'templates/a.yaml': job('migrate', 'pre-install', 'hook-failed'),
        'templates/b.yaml': job('notify', 'post-install', 'hook-succeeded'),
      }),
    );
    await flux.create(helmRelease());
    await flux.pass(3);
    expect(flux.get('Job', 'migrate')).toBeDefined();
    expect(flux.get('Deployment', 'web')).toBeUndefined();
    await flux.pass(30);
    expect(condition()).toMatch(/^True InstallSucceeded/);
    expect(flux.get('Job', 'migrate')).toBeDefined();
    expect(flux.get('Job', 'notify')).toBeUndefined();
  });

  it('fails with a hook that fails', async () => {
    flux.charts.set(
      'web@1.0.0',
      webChart('1.0.0', {
        'templates/a.yaml':
          'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations: {helm.sh/hook: pre-install}\nspec: {template: {spec: {containers: [{name: broken}]}}}\n',
      }),
    );
    await released();
    expect(condition()).toContain(
      'failed pre-install: 1 error occurred:\n\t* job migrate failed: BackoffLimitExceeded',
    );
    expect(flux.get('Deployment', 'web')).toBeUndefined();
  });
});
