import { useTestCluster } from '../testing/useTestCluster';

describe('heartbeats of nodes', () => {
  const t = useTestCluster();

  const beats = (name: string) =>
    t.cluster.store
      .get('nodes', undefined, name)
      ?.status?.conditions?.map(condition => ({
        beat: String(condition.lastHeartbeatTime),
        transition: condition.lastTransitionTime,
      })) ?? [];

  it('move every five minutes, while nothing changes', () => {
    t.start();
    t.seconds(310);
    const before = beats('a');
    t.seconds(310);
    const after = beats('a');
    expect(after.every(({ beat }, index) => beat > before[index].beat)).toBe(
      true,
    );
    expect(after.map(({ transition }) => transition)).toEqual(
      before.map(({ transition }) => transition),
    );
  });

  it('cost each node one write in five minutes, at different moments', () => {
    t.start();
    t.seconds(310);
    const writes: { name: string; ms: number }[] = [];
    const unsubscribe = t.cluster.store.subscribe('nodes', ({ object }) => {
      writes.push({ name: object.metadata.name, ms: t.cluster.clock.nowMs() });
    });
    t.seconds(300);
    unsubscribe();
    expect(writes.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
    expect(new Set(writes.map(({ ms }) => ms)).size).toBe(3);
  });

  it('stop when a node is cut off', () => {
    t.start();
    t.seconds(310);
    t.cluster.raw.update('nodes', undefined, 'a', node => ({
      ...node,
      metadata: {
        ...node.metadata,
        annotations: { 'orrery-sim/node-down': 'true' },
      },
    }));
    const [before] = beats('a');
    t.seconds(900);
    expect(beats('a')[0].beat).toBe(before.beat);
  });
});
