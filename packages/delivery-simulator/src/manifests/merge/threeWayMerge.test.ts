import { threeWayMerge } from './threeWayMerge';

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

describe('threeWayMerge()', () => {
  it('sets what is wanted, drops what was applied before, keeps the rest', () => {
    expect(
      threeWayMerge(
        { spec: { paused: true, replicas: 1 } },
        { spec: { replicas: 2, strategy: null } },
        {
          spec: { paused: true, replicas: 9, strategy: {}, limit: 10 },
          status: {},
        },
        DEPLOYMENT,
      ),
    ).toEqual({ spec: { replicas: 2, limit: 10 }, status: {} });
  });

  it('merges containers by name and keeps the place of those that others added', () => {
    const live = [
      { name: 'proxy', image: 'p' },
      { name: 'web', image: 'a', pull: 'Always' },
    ];
    expect(
      threeWayMerge(
        {},
        { containers: [{ name: 'web', image: 'b' }] },
        { containers: live },
        DEPLOYMENT,
      ),
    ).toEqual({
      containers: [live[0], { name: 'web', image: 'b', pull: 'Always' }],
    });
  });

  it('takes the wanted order where it is another, and adds new items at the end', () => {
    const live = { env: [{ name: 'a' }, { name: 'x' }, { name: 'b' }] };
    const merged = threeWayMerge(
      {},
      { env: [{ name: 'b' }, { name: 'a' }] },
      live,
      DEPLOYMENT,
    );
    expect(merged).toEqual({
      env: [{ name: 'b' }, { name: 'a' }, { name: 'x' }],
    });
    expect(
      threeWayMerge(
        {},
        { env: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
        live,
        DEPLOYMENT,
      ),
    ).toEqual({ env: [...live.env, { name: 'c' }] });
  });

  it('removes an item that was applied before', () => {
    expect(
      threeWayMerge(
        { env: [{ name: 'a' }, { name: 'b' }] },
        { env: [{ name: 'b' }] },
        { env: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
        DEPLOYMENT,
      ),
    ).toEqual({ env: [{ name: 'b' }, { name: 'c' }] });
  });

  it('tells ports apart by their protocol, which is TCP unless said', () => {
    const service = { apiVersion: 'v1', kind: 'Service' };
    const live = {
      ports: [
        { port: 53, protocol: 'TCP', nodePort: 1 },
        { port: 53, protocol: 'UDP' },
      ],
    };
    expect(
      threeWayMerge(
        {},
        { ports: [{ port: 53 }, { port: 53, protocol: 'UDP', name: 'u' }] },
        live,
        service,
      ),
    ).toEqual({
      ports: [live.ports[0], { port: 53, protocol: 'UDP', name: 'u' }],
    });
  });

  it('replaces the lists of custom kinds', () => {
    expect(
      threeWayMerge(
        {},
        { env: [{ name: 'b' }] },
        { env: [{ name: 'a' }] },
        { apiVersion: 'a.example.com/v1', kind: 'A' },
      ),
    ).toEqual({ env: [{ name: 'b' }] });
  });
});
