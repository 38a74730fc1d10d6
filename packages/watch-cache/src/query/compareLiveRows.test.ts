import fc from 'fast-check';
import { rowOfPod, pod, type PodOverrides } from '../testing/pod';
import { compareLiveRows, type RowSort } from './compareLiveRows';

function row(name: string, overrides: PodOverrides = {}, cluster = 'c1') {
  return rowOfPod(pod(name, overrides), 0, cluster);
}

function sorted<R extends ReturnType<typeof row>>(
  rows: readonly R[],
  sort?: readonly RowSort[],
) {
  return [...rows].sort(compareLiveRows(sort)).map(({ id }) => id);
}

describe('compareLiveRows()', () => {
  it('shows the worst first, then by namespace and name', () => {
    const rows = [
      row('b'),
      row('a'),
      row('z', { health: 'Failed' }),
      row('y', { health: 'Degraded', namespace: 'a' }),
      row('x', { health: 'Degraded', namespace: 'b' }),
    ];
    expect(sorted(rows)).toEqual([
      'c1|default/z',
      'c1|a/y',
      'c1|b/x',
      'c1|default/a',
      'c1|default/b',
    ]);
  });

  it('breaks ties by cluster, then key, in every direction', () => {
    const rows = [row('b', {}, 'c2'), row('b', {}, 'c1'), row('a', {}, 'c2')];
    const sort = [{ field: 'namespace', direction: 'desc' as const }];
    expect(sorted(rows, sort)).toEqual([
      'c1|default/b',
      'c2|default/a',
      'c2|default/b',
    ]);
  });

  it('sorts rows without the field last in both directions', () => {
    const rows = [
      row('none'),
      row('n2', { node: 'n2' }),
      row('n1', { node: 'n1' }),
    ];
    const by = (direction: 'asc' | 'desc') =>
      sorted(rows, [{ field: 'node', direction }]);
    expect(by('asc')).toEqual([
      'c1|default/n1',
      'c1|default/n2',
      'c1|default/none',
    ]);
    expect(by('desc')).toEqual([
      'c1|default/n2',
      'c1|default/n1',
      'c1|default/none',
    ]);
  });

  it('sorts by age: the youngest first when ascending', () => {
    const rows = [
      { ...row('old'), createdAtMs: 1 },
      { ...row('young'), createdAtMs: 2 },
    ];
    expect(sorted(rows, [{ field: 'age', direction: 'asc' }])).toEqual([
      'c1|default/young',
      'c1|default/old',
    ]);
  });

  it('sorts numbers by value, lists by their items, objects by name, and ignores unknown fields', () => {
    const two = {
      ...row('two'),
      restarts: 2,
      images: ['b'],
      owner: { name: 'x', uid: '', kind: '' },
    };
    const ten = {
      ...row('ten'),
      restarts: 10,
      images: ['a'],
      owner: { name: 'w', uid: '', kind: '' },
    };
    const by = (field: string) =>
      sorted([two, ten], [{ field, direction: 'asc' }])[0];
    expect(by('restarts')).toBe(two.id);
    expect(by('images')).toBe(ten.id);
    expect(by('owner')).toBe(ten.id);
    expect(by('requests')).toBe(ten.id);
  });

  it('is a total order', () => {
    const value = fc.constantFrom(1, 2, 'a', 'b', true, undefined, ['a']);
    const rows = fc.array(
      fc.record({ value, name: fc.constantFrom('a', 'b', 'c') }),
      { minLength: 3, maxLength: 3 },
    );
    const direction = fc.constantFrom('asc' as const, 'desc' as const);
    fc.assert(
      fc.property(rows, direction, (drawn, order) => {
        const compare = compareLiveRows([{ field: 'value', direction: order }]);
        const [a, b, c] = drawn.map(({ value: field, name }) => ({
          ...row(name),
          value: field,
        }));
        expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
        const isChain = compare(a, b) <= 0 && compare(b, c) <= 0;
        expect(isChain && compare(a, c) > 0).toBe(false);
      }),
      { seed: 1 },
    );
  });
});
