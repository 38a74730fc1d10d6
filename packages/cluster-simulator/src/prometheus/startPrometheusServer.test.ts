import { createManualClock } from '../clock/createManualClock';
import { createRandom } from '../random/createRandom';
import { CLUSTERS } from '../fleet/ClusterBlueprint';
import { seedCluster } from '../fleet/seedCluster';
import { createTypedStore } from '../controllers/TypedStore';
import { createClusterStore } from '../store/createClusterStore';
import { createLivingTelemetry } from '../telemetry/createLivingTelemetry';
import {
  startPrometheusServer,
  type PrometheusServer,
} from './startPrometheusServer';

const edge = CLUSTERS.filter(({ name }) => name === 'edge')[0];

/** The seeded cluster `edge`, measured as the simulator measures it, over real HTTP. */
describe('startPrometheusServer()', () => {
  const clock = createManualClock();
  const undo: (() => unknown)[] = [];
  let server: PrometheusServer;

  beforeAll(async () => {
    const store = createClusterStore({ clock, random: createRandom('store') });
    seedCluster({
      store,
      cluster: edge,
      seed: 1,
      extraPods: 0,
      rootCertificate: 'certificate',
    });
    const living = createLivingTelemetry({
      store: createTypedStore(store),
      clock,
      seed: 1,
      cluster: edge.name,
      region: edge.region,
      ...edge.telemetry,
    });
    undo.push(() => living.dispose());
    server = await startPrometheusServer({
      telemetry: living.now,
      nowMs: () => clock.nowMs(),
      onUnexpected: error => {
        throw error;
      },
    });
    undo.push(() => server.stop());
  }, 60_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  });

  const ask = async (path: string, parameters: Record<string, string> = {}) => {
    const query = new URLSearchParams(parameters);
    const response = await fetch(`${server.url}/api/v1/${path}?${query}`);
    return response.json();
  };
  const seconds = (ms: number) => String(ms / 1000);

  it('measures every pod and every node', async () => {
    const nodes = await ask('query', { query: 'count(kube_node_info)' });
    const pods = await ask('query', { query: 'count(kube_pod_info)' });
    expect(Number(nodes.data.result[0].value[1])).toBe(5);
    expect(Number(pods.data.result[0].value[1])).toBeGreaterThan(30);
  });

  it('has a past: a day of use, with its season, in one query', async () => {
    const endMs = clock.nowMs();
    const { data } = await ask('query_range', {
      query:
        'sum(rate(container_cpu_usage_seconds_total{container="checkout-api"}[10m]))',
      start: seconds(endMs - 86_400_000),
      end: seconds(endMs),
      step: '1h',
    });
    const values = data.result[0].values.map(([, value]: [number, string]) =>
      Number(value),
    );
    expect(values).toHaveLength(25);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeGreaterThan(1.3 * Math.min(...values));
  }, 30_000);

  it('gives the same samples whatever range they are asked in', async () => {
    const endMs = clock.nowMs();
    const at = async (startMs: number) => {
      const { data } = await ask('query_range', {
        query: 'sum(container_memory_working_set_bytes{container="cart"})',
        start: seconds(startMs),
        end: seconds(endMs),
        step: '60',
      });
      return data.result[0].values.at(-1);
    };
    expect(await at(endMs - 3_600_000)).toEqual(await at(endMs - 10_800_000));
  });

  it('knows nothing of the future', async () => {
    const { data } = await ask('query', {
      query: 'up',
      time: seconds(clock.nowMs() + 3_600_000),
    });
    expect(data.result).toEqual([]);
  });

  it('names its series, labels and metadata', async () => {
    const names = await ask('label/__name__/values');
    expect(names.data).toEqual(
      expect.arrayContaining([
        'container_cpu_usage_seconds_total',
        'kube_pod_status_phase',
        'node_memory_MemAvailable_bytes',
        'up',
      ]),
    );
    const metadata = await ask('metadata', { metric: 'kube_pod_info' });
    expect(metadata.data.kube_pod_info[0].type).toBe('gauge');
  });

  it('answers others while it evaluates its rules for the first time', async () => {
    let isEvaluating = true;
    let others = 0;
    const rules = ask('rules').finally(() => {
      isEvaluating = false;
    });
    while (isEvaluating) {
      const response = await fetch(`${server.url}/-/ready`);
      await response.text();
      others += 1;
    }
    expect((await rules).status).toBe('success');
    expect(others).toBeGreaterThan(5);
  }, 120_000);

  it('has rules that fire for what is ill from the start, with a past', async () => {
    const { data } = await ask('rules', { 'rule_name[]': 'KubeNodeNotReady' });
    const [{ alerts, state }] = data.groups[0].rules;
    expect(state).toBe('firing');
    expect(alerts).toHaveLength(1);
    const ageMs = clock.nowMs() - Date.parse(alerts[0].activeAt);
    expect(ageMs).toBeGreaterThan(10 * 60_000);
    const sick = await ask('rules');
    const failed = sick.data.groups
      .flatMap((group: { rules: object[] }) => group.rules)
      .filter(({ health }: { health: string }) => health !== 'ok');
    expect(failed).toEqual([]);
  }, 120_000);

  it('answers for the series of rules', async () => {
    const { data } = await ask('query', { query: 'service:requests:rate5m' });
    expect(data.result.length).toBeGreaterThan(3);
    const ratios = await ask('query', { query: 'service:slow_ratio:rate5m' });
    expect(ratios.data.result).toHaveLength(data.result.length);
    const alerts = await ask('query', {
      query: 'ALERTS{alertname="KubeNodeNotReady",alertstate="firing"}',
    });
    expect(alerts.data.result).toHaveLength(1);
  }, 60_000);

  it('lists a target for each series of up, with its health', async () => {
    const up = await ask('query', { query: 'up' });
    const { data } = await ask('targets');
    const targets: { health: string; labels: object; scrapeUrl: string }[] =
      data.activeTargets;
    expect(targets).toHaveLength(up.data.result.length);
    const down = targets.filter(({ health }) => health === 'down');
    expect(down).toHaveLength(
      up.data.result.filter(
        ({ value }: { value: string[] }) => value[1] === '0',
      ).length,
    );
    expect(down.map(({ scrapeUrl }) => scrapeUrl)).toContainEqual(
      expect.stringMatching(/^https:.*:10250\/metrics\/cadvisor$/),
    );
    expect((await ask('targets', { state: 'dropped' })).data).toEqual({
      activeTargets: [],
      droppedTargets: [],
    });
  });

  it('can be federated and tells how it is configured', async () => {
    const response = await fetch(
      `${server.url}/federate?match[]=kube_node_info`,
    );
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines[0]).toBe('# TYPE kube_node_info untyped');
    expect(lines).toHaveLength(6);
    const { data } = await ask('status/config');
    expect(data.yaml).toContain('job_name: kubelet-cadvisor');
    expect((await ask('status/runtimeinfo')).data.storageRetention).toBe('15d');
    expect((await ask('alertmanagers')).data.activeAlertmanagers).toEqual([]);
  });

  it('can be scraped', async () => {
    const response = await fetch(`${server.url}/metrics`);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(text).toMatch(/^# TYPE kube_node_info gauge$/m);
    const lines = text.trimEnd().split('\n');
    const bad = lines.filter(
      line =>
        !/^#|^[a-zA-Z_:][\w:]*(\{.*\})? (NaN|[+-]?Inf|[-+\d.e]+)$/.test(line),
    );
    expect(bad).toEqual([]);
    expect(lines.length).toBeGreaterThan(1_000);
  });

  it('says what is wrong with a query as Prometheus does', async () => {
    expect(await ask('query', { query: 'sum(' })).toMatchObject({
      status: 'error',
      errorType: 'bad_data',
    });
  });
});
