import { AlertingError } from '../AlertingError';
import { fingerprintOf } from '../labels/fingerprintOf';
import { parseMatcher } from '../labels/parseMatcher';
import { exampleConfig } from '../testing/exampleConfig';
import { createAlertmanager } from './createAlertmanager';
import { parseAlertmanagerConfig } from './parseAlertmanagerConfig';

const MINUTE = 60_000;
const config = parseAlertmanagerConfig(exampleConfig);
const created = (more: { maxAlerts?: number } = {}) =>
  createAlertmanager({ config, newId: () => 'id', ...more });

const critical = { alertname: 'X', severity: 'critical', team: 'a' };
const warning = { alertname: 'X', severity: 'warning', namespace: 'n' };
const other = { alertname: 'Y', severity: 'warning' };

describe('createAlertmanager()', () => {
  it('shows alerts by fingerprint, with their receivers', () => {
    const manager = created();
    manager.putAlerts(
      [
        { labels: { ...critical, empty: '' }, annotations: { s: 't' } },
        { labels: other, startsAtMs: 5, endsAtMs: 9 * MINUTE },
      ],
      MINUTE,
    );
    const [first, second] = [critical, other].map(fingerprintOf).sort();
    const views = manager.alerts({}, MINUTE);
    expect(views.map(({ fingerprint }) => fingerprint)).toEqual([
      first,
      second,
    ]);
    expect(views.find(({ labels }) => labels.team === 'a')).toEqual({
      fingerprint: fingerprintOf(critical),
      labels: critical,
      annotations: { s: 't' },
      startsAtMs: MINUTE,
      endsAtMs: 6 * MINUTE,
      updatedAtMs: MINUTE,
      isTimeout: true,
      generatorUrl: '',
      receivers: ['pager', 'team'],
      state: 'active',
      silencedBy: [],
      inhibitedBy: [],
    });
  });

  it('inhibits and silences, and filters by that', () => {
    const manager = created();
    manager.putAlerts(
      [critical, warning, other].map(labels => ({ labels })),
      0,
    );
    manager.setSilence(
      {
        matchers: [
          { name: 'alertname', value: 'Y', isRegex: false, isEqual: true },
        ],
        ...{ startsAtMs: 0, endsAtMs: MINUTE, createdBy: '', comment: '' },
      },
      0,
    );
    const shown = (filter: object) =>
      manager
        .alerts(filter, 1)
        .map(({ labels, state, silencedBy, inhibitedBy }) => [
          `${labels.alertname} ${labels.severity}`,
          state,
          ...silencedBy,
          ...inhibitedBy,
        ])
        .sort();
    const active = ['X critical', 'active'];
    const inhibited = ['X warning', 'suppressed', fingerprintOf(critical)];
    const silenced = ['Y warning', 'suppressed', 'id'];
    expect(shown({})).toEqual([active, inhibited, silenced]);
    expect(shown({ active: false })).toEqual([inhibited, silenced]);
    expect(shown({ silenced: false })).toEqual([active, inhibited]);
    expect(shown({ inhibited: false })).toEqual([active, silenced]);
    expect(shown({ matchers: [parseMatcher('severity=~"w.*"')] })).toEqual([
      inhibited,
      silenced,
    ]);
    expect(shown({ receiver: (name: string) => name === 'pager' })).toEqual([
      active,
    ]);
  });

  it('does not let alerts inhibit their like', () => {
    const both = parseAlertmanagerConfig({
      ...exampleConfig,
      inhibit_rules: [
        { source_matchers: ['a="1"'], target_matchers: ['b="1"'] },
      ],
    });
    const manager = createAlertmanager({ config: both, newId: () => 'id' });
    const labels = [
      { a: '1', b: '1', n: '1' },
      { a: '1', b: '1', n: '2' },
    ];
    manager.putAlerts(
      labels.map(each => ({ labels: each })),
      0,
    );
    expect(manager.alerts({}, 0).map(({ state }) => state)).toEqual([
      'active',
      'active',
    ]);
  });

  it('groups by route and group labels', () => {
    const manager = created();
    manager.putAlerts(
      [critical, warning, other].map(labels => ({ labels })),
      0,
    );
    const groups = manager
      .groups({}, 0)
      .map(({ labels, receiver, alerts }) => [
        labels,
        receiver,
        alerts.map(each => [each.labels.severity, each.receivers.join()]),
      ]);
    expect(groups).toEqual([
      [{}, 'team', [['critical', 'pager,team']]],
      [{ alertname: 'X' }, 'default', [['warning', 'default']]],
      [{ alertname: 'X' }, 'pager', [['critical', 'pager,team']]],
      [{ alertname: 'Y' }, 'default', [['warning', 'default']]],
    ]);
  });

  it('merges what it is told again, and forgets what is over', () => {
    const manager = created();
    const labels = other;
    manager.putAlerts([{ labels, startsAtMs: 0 }], MINUTE);
    manager.putAlerts([{ labels, startsAtMs: 2 * MINUTE }], 2 * MINUTE);
    expect(manager.alerts({}, 2 * MINUTE)[0]).toMatchObject({
      startsAtMs: 0,
      endsAtMs: 7 * MINUTE,
      updatedAtMs: 2 * MINUTE,
    });
    manager.putAlerts(
      [{ labels, startsAtMs: 0, endsAtMs: 3 * MINUTE }],
      3 * MINUTE,
    );
    expect(manager.alerts({}, 3 * MINUTE + 1)).toEqual([]);
  });

  it('takes the valid ones and says what is wrong with the others', () => {
    const manager = created();
    const put = () =>
      manager.putAlerts(
        [
          { labels: { 'a-b': 'x' } },
          { labels: { a: '' } },
          { labels: { a: '1' }, startsAtMs: 2, endsAtMs: 1 },
          { labels: { a: '1' }, annotations: { '0': 'x' } },
          { labels: other },
        ],
        0,
      );
    expect(put).toThrow(
      new AlertingError(
        'invalid',
        'invalid label set: invalid name "a-b"; at least one label pair required; start time must be before end time; invalid annotations: invalid name "0"',
      ),
    );
    expect(manager.alerts({}, 0)).toHaveLength(1);
  });

  it('keeps no more alerts than it may, but updates those it has', () => {
    const manager = created({ maxAlerts: 1 });
    manager.putAlerts([{ labels: other }], 0);
    expect(() =>
      manager.putAlerts([{ labels: critical }, { labels: other }], MINUTE),
    ).toThrow(new AlertingError('limit', 'alerts are limited to 1'));
    expect(manager.alerts({}, MINUTE)).toMatchObject([{ updatedAtMs: MINUTE }]);
  });
});

describe('notify()', () => {
  const tell = (manager: ReturnType<typeof created>, nowMs: number) =>
    manager
      .notify(nowMs)
      .map(
        ({ receiver, status, alerts, groupKey }) =>
          `${receiver.name} ${status} ${groupKey} ${alerts
            .map(({ labels, status: each }) => `${labels.n ?? ''}${each}`)
            .join()}`,
      );
  const labels = (n: string) => ({ alertname: 'Z', n });
  const endsAtMs = 900 * MINUTE;

  it('waits for a group, then tells of changes at each interval, and repeats', () => {
    const manager = created();
    const key = '{}:{alertname="Z"}';
    manager.putAlerts([{ labels: labels('1'), endsAtMs, startsAtMs: 0 }], 0);
    expect(tell(manager, 0)).toEqual([]);
    expect(tell(manager, MINUTE / 2)).toEqual([
      `default firing ${key} 1firing`,
    ]);
    manager.putAlerts(
      [{ labels: labels('2'), endsAtMs, startsAtMs: 0 }],
      MINUTE,
    );
    expect(tell(manager, MINUTE)).toEqual([]);
    expect(tell(manager, 6 * MINUTE)).toEqual([
      `default firing ${key} 1firing,2firing`,
    ]);
    expect(tell(manager, 12 * MINUTE)).toEqual([]);
    expect(tell(manager, 247 * MINUTE)).toEqual([
      `default firing ${key} 1firing,2firing`,
    ]);
    manager.putAlerts(
      [{ labels: labels('1'), startsAtMs: 0, endsAtMs: 248 * MINUTE }],
      248 * MINUTE,
    );
    expect(tell(manager, 253 * MINUTE)).toEqual([
      `default firing ${key} 1resolved,2firing`,
    ]);
  });

  it('tells at once of what has long been firing, and not what is silenced', () => {
    const manager = created();
    manager.putAlerts(
      [{ labels: labels('1'), startsAtMs: 0, endsAtMs }],
      10 * MINUTE,
    );
    manager.setSilence(
      {
        matchers: [{ name: 'n', value: '1', isRegex: false, isEqual: true }],
        startsAtMs: 10 * MINUTE,
        endsAtMs: 20 * MINUTE,
        ...{ createdBy: '', comment: '' },
      },
      10 * MINUTE,
    );
    expect(tell(manager, 10 * MINUTE)).toEqual([]);
    expect(tell(manager, 21 * MINUTE)).toHaveLength(1);
  });

  it('does not tell those of the end who do not want to know', () => {
    const manager = created();
    const page = { alertname: 'P', severity: 'critical' };
    manager.putAlerts([{ labels: page, startsAtMs: 0, endsAtMs }], 0);
    manager.notify(0);
    expect(tell(manager, MINUTE)).toEqual([
      'pager firing {}/{severity="critical"}:{alertname="P"} firing',
    ]);
    manager.putAlerts(
      [{ labels: page, startsAtMs: 0, endsAtMs: 2 * MINUTE }],
      2 * MINUTE,
    );
    expect(tell(manager, 10 * MINUTE)).toEqual([]);
  });
});
