import { parseRcaCase } from './RcaCase';

const file = {
  id: 'case',
  stepSeconds: 60,
  target: { node: 'a', metric: 'latency_avg' },
  nodes: [{ id: 'a' }, { id: 'b' }],
  edges: [{ caller: 'a', callee: 'b' }],
  normal: {
    timestamps: [60, 120],
    series: { a: { requests: [3, 4], availability: [100, null], cpu: [1, 2] } },
  },
  window: { timestamps: [180], series: { a: { latency_avg: [7] } } },
};

describe('parseRcaCase()', () => {
  it('turns seconds into ms, percent into shares and null into missing', () => {
    expect(parseRcaCase(JSON.stringify(file))).toEqual({
      id: 'case',
      input: {
        nodes: [
          {
            id: 'a',
            metrics: [
              {
                name: 'availability',
                kind: 'availability',
                normal: [1, undefined],
                window: [],
              },
              { name: 'cpu', kind: 'other', normal: [1, 2], window: [] },
              { name: 'latency_avg', kind: 'latency', normal: [], window: [7] },
              {
                name: 'requests',
                kind: 'requests',
                normal: [3, 4],
                window: [],
              },
            ],
          },
          { id: 'b', metrics: [] },
        ],
        edges: [{ caller: 'a', callee: 'b' }],
        target: { node: 'a', metric: 'latency_avg' },
        normalTimestampsMs: [60_000, 120_000],
        windowTimestampsMs: [180_000],
      },
    });
  });

  it.each([
    [{ ...file, edges: undefined }, 'edges must be a list'],
    [{ ...file, window: {} }, 'window must have timestamps and series'],
    [{ ...file, target: {} }, 'target must name a node and a metric'],
  ])('says which field is missing', (broken, message) => {
    expect(() => parseRcaCase(JSON.stringify(broken))).toThrow(message);
  });
});
