import { parseIncidentArguments } from './parseIncidentArguments';

describe('parseIncidentArguments()', () => {
  it('starts one in the past, in the cluster prod-eu', () => {
    const line = 'start slow-database --service orders-db --at -30m';
    expect(parseIncidentArguments(line.split(' '))).toEqual({
      cluster: 'prod-eu',
      controlPort: 7390,
      action: {
        kind: 'start',
        incident: {
          kind: 'slow-database',
          target: { kind: 'Service', name: 'orders-db' },
          intensity: 0.8,
          startsInMs: -1_800_000,
        },
      },
    });
  });

  it('starts one of a node in another cluster, for a while', () => {
    const line =
      'start node-not-ready --node n1 --cluster edge --for 20m --intensity 1';
    expect(parseIncidentArguments(line.split(' '))).toMatchObject({
      cluster: 'edge',
      action: {
        incident: {
          target: { kind: 'Node', name: 'n1' },
          intensity: 1,
          lastsMs: 1_200_000,
        },
      },
    });
  });

  it('lists and stops', () => {
    expect(parseIncidentArguments(['list'])).toMatchObject({
      action: { kind: 'list' },
    });
    expect(parseIncidentArguments(['schedule'])).toMatchObject({
      action: { kind: 'schedule' },
    });
    expect(
      parseIncidentArguments(['stop', 'bad-image-1', '--control-port', '81']),
    ).toMatchObject({
      controlPort: 81,
      action: { kind: 'stop', id: 'bad-image-1' },
    });
  });

  it.each([
    ['', 'start which, stop which, list or schedule?'],
    ['start', 'start which'],
    ['start fire --service a', 'kind must be slow-database, '],
    ['start bad-image', 'bad-image needs --service NAME'],
    ['start bad-image --service a --at soon', '--at must be like -30m'],
    ['start bad-image --service a --intensity 2', 'up to 1, got 2'],
    ['start bad-image other --service a', 'got other too'],
    ['list --wrong', 'wrong'],
  ])('refuses `%s`', (line, message) => {
    expect(() =>
      parseIncidentArguments(line.split(' ').filter(Boolean)),
    ).toThrow(message);
  });

  it('explains itself', () => {
    expect(parseIncidentArguments(['--help'])).toBeUndefined();
  });
});
