import { AlertingError } from '../AlertingError';
import { exampleConfig } from '../testing/exampleConfig';
import { parseAlertmanagerConfig } from './parseAlertmanagerConfig';

describe('parseAlertmanagerConfig()', () => {
  it('gives routes what their parents say', () => {
    const { route, resolveTimeoutMs } = parseAlertmanagerConfig(exampleConfig);
    expect(resolveTimeoutMs).toBe(300_000);
    expect(route.routes[0]).toMatchObject({
      receiver: 'pager',
      continues: true,
      groupBy: ['alertname'],
      groupWaitMs: 30_000,
    });
    expect(route.routes[1].routes[0]).toMatchObject({
      receiver: 'team',
      groupBy: ['namespace'],
      groupWaitMs: 0,
      repeatIntervalMs: 4 * 3_600_000,
      matchers: [{ name: 'urgent', operator: '=', value: 'yes' }],
    });
  });

  const receivers = [{ name: 'a' }];
  const withRoute = (route: object) => ({
    receivers,
    route: { receiver: 'a', ...route },
  });
  it.each([
    [{ receivers }, 'no route provided in config'],
    [{ receivers, route: {} }, 'root route must specify a default receiver'],
    [withRoute({ matchers: ['a=b'] }), 'root route must not have any matchers'],
    [
      withRoute({ routes: [{ receiver: 'b' }] }),
      'undefined receiver "b" used in route',
    ],
    [
      { ...withRoute({}), receivers: [{ name: 'a' }, { name: 'a' }] },
      'notification config name "a" is not unique',
    ],
    [withRoute({ group_interval: '0s' }), 'group_interval cannot be zero'],
    [withRoute({ repeat_interval: '0s' }), 'repeat_interval cannot be zero'],
    [withRoute({ group_wait: 'x' }), 'not a valid duration string: "x"'],
    [
      withRoute({ group_by: ['a', '...'] }),
      'cannot have wildcard group_by (`...`) and other other labels at the same time',
    ],
    [withRoute({ group_by: ['a', 'a'] }), 'duplicated label "a" in group_by'],
    [withRoute({ routes: [{ matchers: ['x'] }] }), 'bad matcher format: x'],
    [{ ...withRoute({}), receivers: [{}] }, 'missing name in receiver'],
  ])('refuses %j', (config, message) => {
    expect(() => parseAlertmanagerConfig(config)).toThrow(
      new AlertingError('config', message),
    );
  });
});
