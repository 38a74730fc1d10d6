import { orderInput } from './orderInput';

describe('orderInput()', () => {
  it('puts steps into time order, fills series and drops nodes that come twice', () => {
    const ordered = orderInput({
      nodes: [
        {
          id: 'a',
          metrics: [
            {
              name: 'm',
              kind: 'latency',
              normal: [3, undefined, 1, 9, 9],
              window: [Infinity],
            },
          ],
        },
        { id: 'a', metrics: [] },
      ],
      edges: [],
      target: { node: 'a', metric: 'm' },
      normalTimestampsMs: [30, NaN, 10],
      windowTimestampsMs: [40, 50],
    });
    expect(ordered.normalTimestampsMs).toEqual([10, 30, NaN]);
    expect(ordered.windowTimestampsMs).toEqual([40, 50]);
    expect(ordered.nodes).toEqual([
      {
        id: 'a',
        metrics: [
          {
            name: 'm',
            kind: 'latency',
            normal: Float64Array.of(1, 3, NaN),
            window: Float64Array.of(NaN, NaN),
          },
        ],
      },
    ]);
  });
});
