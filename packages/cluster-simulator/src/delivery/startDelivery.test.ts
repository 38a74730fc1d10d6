import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { startSimulator, type Simulator } from '../startSimulator';

describe('startSimulator() with delivery', () => {
  const clock = createManualClock();
  const errors: string[] = [];
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      clusters: ['prod-eu'],
      quiet: true,
      delivery: true,
      clock,
      onError: (error, subject) => errors.push(`${subject}: ${String(error)}`),
    });
    // Writes are promises: time goes on in small steps, and they settle between.
    for (let second = 0; second < 90; second += 1) {
      clock.advance(1_000);
      await new Promise(resolve => setImmediate(resolve));
    }
  }, 60_000);

  afterAll(() => simulator.stop());

  const list = (resource: string): readonly KubernetesObject[] =>
    simulator.clusters[0].store.list(resource);

  it('runs without complaint', () => {
    expect(errors).toEqual([]);
  });

  it('serves the repository that the fleet is delivered from', async () => {
    const answer = await fetch(
      `${simulator.repositoryUrl}/info/refs?service=git-upload-pack`,
    );
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('refs/heads/main'),
    ]);
  });

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
