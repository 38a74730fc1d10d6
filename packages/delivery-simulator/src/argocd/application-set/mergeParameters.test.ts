import { flattenParameters, mergeParameters } from './mergeParameters';

const clusters = [
  { name: 'eu', values: { tier: 'prod', replicas: '3' } },
  { name: 'us', values: { tier: 'prod' } },
  { name: 'edge', values: { tier: 'test' } },
];

describe('mergeParameters()', () => {
  it('puts what is said of the same keys over the first, and leaves the rest out', () => {
    expect(
      mergeParameters(
        [
          clusters,
          [
            { name: 'us', values: { replicas: '9' } },
            { name: 'moon', values: { replicas: '1' } },
          ],
          [{ name: 'us', note: 'x' }],
        ],
        ['name'],
      ),
    ).toEqual([
      clusters[0],
      { name: 'us', values: { tier: 'prod', replicas: '9' }, note: 'x' },
      clusters[2],
    ]);
  });

  it('compares nested keys, also several', () => {
    expect(
      mergeParameters(
        [clusters, [{ name: 'edge', values: { tier: 'test' }, hot: 'true' }]],
        ['values.tier', 'name'],
      )[2],
    ).toMatchObject({ name: 'edge', hot: 'true' });
  });

  it('wants keys that tell the sets of a generator apart', () => {
    expect(() => mergeParameters([clusters], [])).toThrow(
      'no merge keys were specified',
    );
    expect(() => mergeParameters([clusters], ['values.tier'])).toThrow(
      'Duplicate key was {"values.tier":"prod"}',
    );
  });
});

describe('flattenParameters()', () => {
  it('names what is nested by its path', () => {
    expect(
      flattenParameters({ a: { b: { c: 1 } }, list: ['x'], text: 't' }),
    ).toEqual({ 'a.b.c': '1', list: '["x"]', text: 't' });
  });
});
