import { seededRandom } from '../testing/seededRandom';
import { buildCallGraph } from './CallGraph';
import { attributeToCallees, beliefIn } from './Excess';
import { ownExcessNaive } from './Excess.naive';

const chain = buildCallGraph(
  ['web', 'cart', 'db'],
  [
    { caller: 'web', callee: 'cart' },
    { caller: 'cart', callee: 'db' },
  ],
);

function ownOf(
  total: readonly number[],
  deviation: readonly number[],
  isKnown = total.map(() => true),
) {
  return [
    ...attributeToCallees(chain, {
      total: Float64Array.from(total),
      deviation: Float64Array.from(deviation),
      isKnown,
    }).own,
  ];
}

describe('attributeToCallees()', () => {
  it('leaves the delay with the last in the chain', () => {
    const [web, cart, db] = ownOf([900, 950, 1000], [1e5, 1e5, 1e5]);
    expect([web, cart]).toEqual([0, 0]);
    expect(db).toBe(1000);
  });

  it('leaves a caller what its callee does not explain', () => {
    const [web, cart] = ownOf([1000, 400, 0], [1e5, 1e5, 0]);
    expect(web).toBeCloseTo(600);
    expect(cart).toBe(400);
  });

  it('does not let a callee within its noise explain anything', () => {
    expect(ownOf([1000, 500, 0], [50, 0, 0])[0]).toBe(1000);
  });

  it('looks through a node that was not measured', () => {
    const [web, , db] = ownOf(
      [900, 0, 1000],
      [1e5, 0, 1e5],
      [true, false, true],
    );
    expect([web, db]).toEqual([0, 1000]);
  });

  it('ends on a loop of nodes that were not measured', () => {
    const loop = buildCallGraph(
      ['web', 'a', 'b'],
      [
        { caller: 'web', callee: 'a' },
        { caller: 'a', callee: 'b' },
        { caller: 'b', callee: 'a' },
      ],
    );
    const { own } = attributeToCallees(loop, {
      total: Float64Array.of(5, 0, 0),
      deviation: Float64Array.of(9, 0, 0),
      isKnown: [true, false, false],
    });
    expect([...own]).toEqual([5, 0, 0]);
  });

  it('agrees with the definition where all is measured and certain', () => {
    const random = seededRandom(11);
    for (let run = 0; run < 50; run++) {
      const ids = Array.from({ length: 12 }, (_, i) => `${i}`);
      const edges = ids.flatMap((caller, i) =>
        ids.slice(i + 1).flatMap(callee => {
          return random() < 0.2 ? [{ caller, callee }] : [];
        }),
      );
      const graph = buildCallGraph(ids, edges);
      const total = ids.map(() => 100 * random() - 20);
      const { own } = attributeToCallees(graph, {
        total: Float64Array.from(total),
        deviation: new Float64Array(12).fill(1e6),
        isKnown: ids.map(() => true),
      });
      ownExcessNaive(graph, total).forEach((expected, node) => {
        expect(own[node]).toBeCloseTo(expected, 6);
      });
    }
  });
});

describe('beliefIn()', () => {
  it('rises from 0 over a half at four deviations to 1', () => {
    expect([NaN, -5, 0, 4].map(beliefIn)).toEqual([0, 0, 0, 0.5]);
    expect(beliefIn(2)).toBeLessThan(beliefIn(3));
    expect(beliefIn(1e6)).toBeCloseTo(1);
  });
});
