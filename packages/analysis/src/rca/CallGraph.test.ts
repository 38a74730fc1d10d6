import { buildCallGraph, reachFrom } from './CallGraph';

describe('buildCallGraph()', () => {
  it('keeps each call once and drops calls to itself and to the unknown', () => {
    const graph = buildCallGraph(
      ['web', 'cart', 'db'],
      [
        { caller: 'web', callee: 'cart' },
        { caller: 'web', callee: 'cart' },
        { caller: 'cart', callee: 'cart' },
        { caller: 'cart', callee: 'db' },
        { caller: 'db', callee: 'moon' },
        { caller: 'moon', callee: 'db' },
      ],
    );
    expect(graph).toEqual({
      callees: [[1], [2], []],
      callers: [[], [0], [1]],
    });
  });
});

describe('reachFrom()', () => {
  it('finds shortest ways, also around a loop', () => {
    const next = [[1, 2], [3], [3], [0], [0]];
    expect([...reachFrom(0, next)]).toEqual([
      [0, -1],
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  it('reaches nothing from outside the graph', () => {
    expect(reachFrom(-1, [[0]]).size).toBe(0);
  });
});
