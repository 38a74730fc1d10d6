import { EVERY_INCIDENT, HOUR_MS, shopWorld } from '../testing/shopWorld';
import { wantedAt } from '../world/WorldWorkload';
import { actOutIncidents } from './actOutIncidents';
import type { IncidentKind } from './Incident';

const acted = (kind: IncidentKind, more: object = {}) => {
  const [given] = EVERY_INCIDENT.filter(each => each.kind === kind);
  const world = shopWorld({
    incidents: [{ ...given, endMs: given.startMs + HOUR_MS, ...more }],
  });
  return {
    ...given,
    endMs: given.startMs + HOUR_MS,
    world,
    after: actOutIncidents(world),
  };
};
const aliveAt = (
  pods: ReturnType<typeof actOutIncidents>['pods'],
  service: string,
  atMs: number,
) =>
  pods.filter(
    pod =>
      pod.service === service &&
      pod.createdAtMs <= atMs &&
      (pod.deletedAtMs ?? Infinity) > atMs,
  );

describe('actOutIncidents()', () => {
  it('leaves alone what the cluster acts out itself', () => {
    const { world, after } = acted('bad-config', { isEnacted: true });
    expect(after.pods).toEqual(world.pods);
  });

  it('says of a leak that the cluster acts out only when the present run will be killed', () => {
    const { startMs, target, world, after } = acted('memory-leak', {
      isEnacted: true,
    });
    const service =
      target.kind === 'Service' ? `${target.namespace}/${target.name}` : '';
    const runs = aliveAt(after.pods, service, startMs).map(
      pod => pod.containers[0].runs,
    );
    expect(runs.map(each => each.length)).toEqual(runs.map(() => 1));
    for (const [{ toMs, leaksUntilMs }] of runs) {
      expect(toMs).toBeUndefined();
      expect(leaksUntilMs).toBeGreaterThan(startMs);
    }
    expect(after.pods.filter(pod => pod.service !== service)).toEqual(
      world.pods.filter(pod => pod.service !== service),
    );
  });

  it('rolls a tight CPU limit out and back', () => {
    const { startMs, endMs, after } = acted('cpu-throttling');
    const limits = (atMs: number) =>
      aliveAt(after.pods, 'shop/payments', atMs).map(
        pod => pod.containers[0].cpuLimitCores ?? Infinity,
      );
    expect(limits(startMs - 1)).toEqual([0.8, 0.8, 0.8]);
    expect(Math.max(...limits(startMs + HOUR_MS / 2))).toBeLessThan(0.2);
    expect(limits(endMs + HOUR_MS)).toEqual([0.8, 0.8, 0.8]);
  });

  it('hands the replicas of a rollout from one ReplicaSet to the next', () => {
    const { startMs, endMs, after } = acted('bad-config');
    const wanted = (atMs: number) =>
      after.workloads
        .filter(each => each.kind === 'ReplicaSet' && each.ownerName === 'cart')
        .map(each => wantedAt(each, atMs));
    expect([wanted(startMs - 1), wanted(startMs), wanted(endMs)]).toEqual([
      [3, 0, 0],
      [0, 3, 0],
      [0, 0, 3],
    ]);
  });

  it('adds the one pod of a rollout that cannot pull, without taking another away', () => {
    const { startMs, after } = acted('bad-image');
    const pods = aliveAt(after.pods, 'shop/cart', startMs + 60_000);
    expect(
      pods.map(pod => pod.containers[0].waits.map(wait => wait.reason)).flat(),
    ).toContain('ImagePullBackOff');
    expect(pods.filter(pod => pod.ready.length > 0).length).toBe(3);
  });

  it('scales by hand to half and back', () => {
    const { startMs, endMs, after } = acted('manual-drift');
    const count = (atMs: number) =>
      aliveAt(after.pods, 'shop/cart', atMs).length;
    expect([
      count(startMs - 1),
      count(startMs + 60_000),
      count(endMs + 60_000),
    ]).toEqual([3, 2, 3]);
  });

  it('takes a node away and gives it back', () => {
    const { startMs, endMs, after } = acted('node-not-ready');
    expect(after.nodes.map(node => node.down)).toEqual([
      [],
      [{ fromMs: startMs, toMs: endMs }],
      [],
    ]);
    const ready = after.pods
      .filter(pod => pod.node === 'n2')
      .map(pod => pod.ready.length);
    expect(new Set(ready)).toEqual(new Set([2]));
  });

  it('kills leaking containers again and again, until the leak is gone', () => {
    const { startMs, endMs, after } = acted('memory-leak');
    for (const pod of aliveAt(after.pods, 'shop/cart', endMs)) {
      const { runs } = pod.containers[0];
      expect(runs.length).toBeGreaterThan(3);
      expect(
        runs
          .slice(0, -1)
          .every(
            run => run.reason === 'OOMKilled' && (run.toMs ?? 0) > startMs,
          ),
      ).toBe(true);
      expect(runs[runs.length - 1].toMs).toBeUndefined();
    }
  });
});
