import {
  createRuleEngine,
  fingerprintOf,
  parseRuleGroups,
} from '@orrery/alerting';
import { createArraySource } from '@orrery/promql';

import {
  type AlertmanagerServer,
  startAlertmanagerServer,
} from './startAlertmanagerServer';

const START_MS = Date.UTC(2026, 2, 2, 9);

/** An Alertmanager whose rules see two nodes, one of which is down, over real HTTP. */
describe('startAlertmanagerServer()', () => {
  let nowMs = START_MS;
  let server: AlertmanagerServer;
  const series = (instance: string, value: number) => ({
    labels: { __name__: 'up', job: 'node', instance },
    timestampsMs: Float64Array.from(
      { length: 120 },
      (_, minute) => START_MS + (minute - 60) * 60_000,
    ),
    values: new Float64Array(120).fill(value),
  });
  const rules = createRuleEngine({
    groups: parseRuleGroups(
      {
        groups: [
          {
            name: 'g',
            rules: [
              {
                alert: 'Down',
                expr: 'up == 0',
                for: '5m',
                labels: { severity: 'critical' },
                annotations: { summary: '{{ $labels.instance }} is down' },
              },
              {
                alert: 'Down',
                expr: 'up == 0',
                labels: { severity: 'warning' },
              },
            ],
          },
        ],
      },
      { file: 'r.yml' },
    ),
    source: createArraySource([series('a', 0), series('b', 1)]),
    originMs: START_MS - 30 * 60_000,
  });

  beforeAll(async () => {
    let ids = 0;
    server = await startAlertmanagerServer({
      feed: { rules, prometheusUrl: 'http://prometheus' },
      nowMs: () => nowMs,
      newId: () => {
        ids += 1;
        return `00000000-0000-4000-8000-00000000000${ids}`;
      },
      onUnexpected: error => {
        throw error;
      },
    });
  });
  afterAll(() => server.stop());

  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.url}${path}`, {
      headers: { 'Content-Type': 'application/json' },
      ...init,
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  };
  const post = (path: string, value: unknown) =>
    ask(path, { method: 'POST', body: JSON.stringify(value) });

  const critical = {
    alertname: 'Down',
    instance: 'a',
    job: 'node',
    severity: 'critical',
  };

  it('shows what its rules found, with its past', async () => {
    const { body } = await ask('/api/v2/alerts');
    const found = body.find(
      (alert: { labels: object }) =>
        fingerprintOf({ ...alert.labels }) === fingerprintOf(critical),
    );
    expect(found).toMatchObject({
      annotations: { summary: 'a is down' },
      fingerprint: fingerprintOf(critical),
      generatorURL: 'http://prometheus/graph?g0.expr=up%20%3D%3D%200&g0.tab=1',
      labels: critical,
      receivers: [{ name: 'on-call' }],
      status: { state: 'active', silencedBy: [], inhibitedBy: [] },
    });
    const ageMs = nowMs - Date.parse(found.startsAt);
    expect(ageMs).toBeGreaterThan(20 * 60_000);
    expect(Date.parse(found.endsAt)).toBeGreaterThan(nowMs);
  });

  it('inhibits the lesser alert of the same name', async () => {
    const { body } = await ask('/api/v2/alerts?active=false');
    expect(body).toMatchObject([
      {
        labels: { severity: 'warning' },
        status: { state: 'suppressed', inhibitedBy: [fingerprintOf(critical)] },
      },
    ]);
  });

  it('groups by route', async () => {
    const { body } = await ask('/api/v2/alerts/groups?inhibited=false');
    expect(body).toMatchObject([
      { receiver: { name: 'on-call' }, labels: { alertname: 'Down' } },
    ]);
  });

  it('takes alerts of others', async () => {
    const labels = { alertname: 'Mine', namespace: 'shop' };
    expect(await post('/api/v2/alerts', [{ labels }])).toEqual({
      ...{ status: 200, body: '' },
    });
    const { body } = await ask('/api/v2/alerts?filter=alertname%3DMine');
    expect(body).toMatchObject([{ receivers: [{ name: 'shop-team' }] }]);
  });

  it('silences, until it is told to end that', async () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const silence = {
      matchers: [{ name: 'alertname', value: 'Down', isRegex: false }],
      startsAt: new Date(nowMs).toISOString(),
      endsAt: new Date(nowMs + 3_600_000).toISOString(),
      ...{ createdBy: 'me', comment: 'repair' },
    };
    expect(await post('/api/v2/silences', silence)).toEqual({
      ...{ status: 200, body: { silenceID: id } },
    });
    const silenced = await ask('/api/v2/alerts?filter=severity%3Dcritical');
    expect(silenced.body).toMatchObject([
      { status: { state: 'suppressed', silencedBy: [id] } },
    ]);
    nowMs += 60_000;
    const path = `/api/v2/silence/${id}`;
    expect((await ask(path, { method: 'DELETE' })).status).toBe(200);
    expect((await ask(path)).body).toMatchObject({
      status: { state: 'expired' },
      endsAt: new Date(nowMs).toISOString(),
    });
    expect((await ask('/api/v2/alerts?active=false')).body).toHaveLength(1);
    expect((await ask('/api/v2/silences?expired=false')).body).toEqual([]);
  });

  it.each([
    ['POST', '/api/v2/alerts', '{', 400],
    ['POST', '/api/v2/alerts', '[{}]', 422],
    ['POST', '/api/v2/silences', '{}', 422],
    ['GET', '/api/v2/alerts?filter=x', undefined, 400],
    ['GET', '/api/v2/silence/x', undefined, 422],
    ['GET', '/api/v2/none', undefined, 404],
    ['PUT', '/api/v2/alerts', undefined, 405],
  ])('%s %s %s is refused', async (method, path, body, status) => {
    expect(await ask(path, { method, body })).toMatchObject({ status });
  });

  it('tells its receivers, its configuration and that it is ready', async () => {
    expect((await ask('/api/v2/receivers')).body).toContainEqual({
      name: 'on-call',
    });
    const { body } = await ask('/api/v2/status');
    expect(body.config.original).toContain('group_wait: 30s');
    expect(body.uptime).toBe(new Date(START_MS).toISOString());
    const ready = await fetch(`${server.url}/-/ready`);
    expect(await ready.text()).toBe('OK');
  });

  it('lets pages of other origins read its answers', async () => {
    const { headers } = await fetch(`${server.url}/api/v2/receivers`, {
      headers: { Origin: 'http://grafana' },
    });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('vary')).toBe('Origin');
  });
});
