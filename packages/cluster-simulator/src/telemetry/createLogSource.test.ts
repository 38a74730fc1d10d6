import {
  createTestCluster,
  type TestCluster,
} from '../controllers/testing/createTestCluster';
import {
  createLivingTelemetry,
  type LivingTelemetry,
} from './createLivingTelemetry';
import { createLogSource } from './createLogSource';
import { createMetricsSource } from './createMetricsSource';

describe('telemetry of a running pod', () => {
  let cluster: TestCluster;
  let living: LivingTelemetry;
  beforeEach(() => {
    cluster = createTestCluster();
    living = createLivingTelemetry({
      store: cluster.store,
      clock: cluster.clock,
      seed: 1,
    });
    cluster.raw.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: 'default' },
      spec: {
        containers: [
          {
            name: 'cart',
            image: 'shop/x:1',
            resources: { requests: { cpu: '200m', memory: '128Mi' } },
          },
        ],
      },
    });
  });
  afterEach(() => {
    living.dispose();
    cluster.disposeWithoutErrors();
  });

  const pod = () => cluster.pods()[0];
  const source = () =>
    createLogSource({
      store: cluster.store,
      clock: cluster.clock,
      telemetry: living.now,
    });
  const read = (more: object = {}, signal = new AbortController().signal) =>
    source().readLog({
      pod: pod(),
      container: 'cart',
      previous: false,
      follow: false,
      signal,
      ...more,
    });
  const texts = async (lines: AsyncIterable<{ text: string }>) => {
    const result: string[] = [];
    for await (const line of lines) result.push(line.text);
    return result;
  };

  describe('createLogSource()', () => {
    it('refuses a container that has not started, as the API server words it', async () => {
      await expect(texts(read())).rejects.toThrow(
        'container "cart" in pod "x" is waiting to start: ContainerCreating',
      );
    });

    it('refuses a previous run that never was', async () => {
      cluster.clock.advance(60_000);
      await expect(texts(read({ previous: true }))).rejects.toThrow(
        'previous terminated container "cart" in pod "x" not found',
      );
    });

    it('gives the newest lines, and those since a time', async () => {
      cluster.clock.advance(600_000);
      const all = await texts(read());
      expect(all.length).toBeGreaterThan(20);
      expect(await texts(read({ tailLines: 5 }))).toEqual(all.slice(-5));
      const recent = await texts(
        read({ sinceMs: cluster.clock.nowMs() - 60_000 }),
      );
      expect(all.slice(-recent.length)).toEqual(recent);
      expect(recent.length).toBeLessThan(all.length);
    });

    it('follows with new lines in order of time until it is aborted', async () => {
      cluster.clock.advance(60_000);
      const abort = new AbortController();
      const lines = read({ follow: true, tailLines: 0 }, abort.signal)[
        Symbol.asyncIterator
      ]();
      const seen: number[] = [];
      for (let count = 0; count < 5; count++) {
        const next = lines.next();
        let arrived = false;
        void next.then(() => {
          arrived = true;
        });
        while (!arrived) {
          cluster.clock.advance(250);
          for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        }
        const { value } = await next;
        seen.push(value.timeMs);
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      const last = lines.next();
      abort.abort();
      expect(await last).toEqual({ done: true, value: undefined });
    });
  });

  describe('createMetricsSource()', () => {
    const metrics = () =>
      createMetricsSource({
        store: cluster.store,
        clock: cluster.clock,
        telemetry: living.now,
      });

    it('knows nothing of a pod before its first scrape', () => {
      cluster.clock.advance(5_000);
      expect(metrics().podUsage(pod())).toBeUndefined();
      cluster.clock.advance(60_000);
      expect(metrics().podUsage(pod())).toMatchObject([{ container: 'cart' }]);
    });

    it('says nothing of a pod of which no container runs at present', () => {
      cluster.raw.create('pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'looping', namespace: 'default' },
        spec: { containers: [{ name: 'cart', image: 'shop/x:1-crash' }] },
      });
      cluster.clock.advance(400_000);
      const looping = cluster
        .pods()
        .find(each => each.metadata.name === 'looping');
      if (!looping) throw new Error('no such pod');
      const [status] = looping.status?.containerStatuses ?? [];
      expect(status.state.waiting?.reason).toBe('CrashLoopBackOff');
      expect(metrics().podUsage(looping)).toBeUndefined();
    });

    it('counts the pods of a node and the system', () => {
      cluster.clock.advance(60_000);
      const [usage] = metrics().podUsage(pod()) ?? [];
      const node = cluster.raw.get(
        'nodes',
        undefined,
        pod().spec.nodeName ?? '',
      );
      if (!node) throw new Error('the pod has no node');
      const system =
        (metrics().nodeUsage(node)?.cpuCores ?? 0) - usage.cpuCores;
      expect(system).toBeGreaterThan(0.05);
      expect(system).toBeLessThan(0.3);
    });
  });

  it('is the same for the same moment, moves with time and stays within the limit', () => {
    cluster.clock.advance(60_000);
    const nowMs = cluster.clock.nowMs();
    const { uid = '' } = pod().metadata;
    const at = (ms: number) =>
      living.now().containerUsage(uid, 'cart', nowMs + ms);
    expect(at(0)).toEqual(at(0));
    const day = Array.from({ length: 288 }, (_, step) => at(step * 300_000));
    expect(new Set(day.map(usage => usage?.cpuCores)).size).toBe(288);
    expect(
      Math.max(...day.map(usage => usage?.memoryBytes ?? Infinity)),
    ).toBeLessThanOrEqual(256 * 1_048_576);
  });
});
