import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { startSimulator, type Simulator } from '../startSimulator';

/** The server is in this process, so that nothing may block it. */
const run = promisify(execFile);

describe('startSimulator() with delivery', () => {
  const clock = createManualClock();
  const errors: string[] = [];
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      clusters: ['prod-eu', 'edge'],
      quiet: true,
      delivery: true,
      clock,
      onError: (error, subject) => errors.push(`${subject}: ${String(error)}`),
    });
    // Writes are promises: time goes on in small steps, and they settle between.
    for (let second = 0; second < 120; second += 1) {
      clock.advance(1_000);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }, 180_000);

  afterAll(() => simulator.stop());

  const list = (resource: string): readonly KubernetesObject[] =>
    simulator.clusters[0].store.list(resource);

  it('runs without complaint', () => {
    expect(errors).toEqual([]);
  });

  it('serves the repository that the fleet is delivered from', async () => {
    const answer = await fetch(
      `${simulator.delivery?.repositoryUrl}/info/refs?service=git-upload-pack`,
    );
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('refs/heads/main'),
    ]);
  });

  it('has every Application in sync, and Argo CD find the ill ones ill', () => {
    const applications = list('applications.argoproj.io').map(
      ({ metadata, status }) => {
        const { sync, health } = (status ?? {}) as {
          sync?: { status?: string };
          health?: { status?: string };
        };
        return [metadata.name, sync?.status, health?.status].join(' ');
      },
    );
    expect(applications.length).toBeGreaterThan(25);
    expect(applications.filter(line => !line.includes(' Synced '))).toEqual([]);
    expect(applications).toContain('cart-prod-eu Synced Healthy');
    expect(applications.join()).toContain('storefront-preview Synced');
    expect(applications).not.toContain(
      'checkout-worker-prod-eu Synced Healthy',
    );
  });

  it('has Flux apply the repository to the edge', () => {
    const edge = simulator.clusters[1].store;
    const ready = [
      ...edge.list('kustomizations.kustomize.toolkit.fluxcd.io'),
      ...edge.list('helmreleases.helm.toolkit.fluxcd.io'),
    ].map(({ metadata, status }) => {
      const { conditions } = (status ?? {}) as {
        conditions?: { type: string; status: string }[];
      };
      return [
        metadata.name,
        conditions?.find(({ type }) => type === 'Ready')?.status,
      ];
    });
    expect(ready).toEqual([
      ['data', 'True'],
      ['platform', 'True'],
      ['shop', 'True'],
      ['session-cache', 'True'],
    ]);
  });

  it('follows a commit: the release of the next version', async () => {
    const store = simulator.clusters[0].store;
    const imageOf = () => {
      const { spec } = store.get('deployments.apps', 'shop', 'cart') as {
        spec?: { template: { spec: { containers: { image: string }[] } } };
      };
      return spec?.template.spec.containers[0].image;
    };
    const work = mkdtempSync(join(tmpdir(), 'orrery-delivery-'));
    try {
      const git = (...args: readonly string[]) =>
        run('git', args, {
          cwd: work,
          timeout: 20_000,
          env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
        });
      await git(
        'clone',
        '--quiet',
        simulator.delivery?.repositoryUrl ?? '',
        '.',
      );
      const file = join(work, 'clusters/prod-eu/shop/cart/deployment.yaml');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace('shop/cart:3.9.1', 'shop/cart:3.10.0'));
      const me = ['-c', 'user.name=Jo', '-c', 'user.email=jo@shop.example'];
      await git(
        ...me,
        'commit',
        '--quiet',
        '--all',
        '--message',
        'cart 3.10.0',
      );
      await git('push', '--quiet', 'origin', 'main');
    } finally {
      rmSync(work, { recursive: true });
    }
    for (
      let tries = 0;
      tries < 300 && imageOf() !== 'shop/cart:3.10.0';
      tries += 1
    ) {
      clock.advance(1_000);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(imageOf()).toBe('shop/cart:3.10.0');
  }, 180_000);

  it('takes a canary to its first pause', () => {
    const [rollout] = list('rollouts.argoproj.io');
    expect(rollout).toMatchObject({
      metadata: { name: 'gift-cards' },
      status: {
        phase: 'Paused',
        currentStepIndex: 1,
        availableReplicas: expect.any(Number),
      },
    });
  });

  it('finds the clusters of the past complete', () => {
    const ready = list('kubeclusters.platform.example.org').map(claim => {
      const { status } = claim as {
        status?: { conditions?: { type: string; status: string }[] };
      };
      return [
        claim.metadata.name,
        status?.conditions?.find(({ type }) => type === 'Ready')?.status,
      ];
    });
    expect(ready).toEqual([
      ['analytics', 'True'],
      ['training', 'True'],
    ]);
  });
});
