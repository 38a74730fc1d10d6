import { parseFieldPath, valueAt, withValueAt } from './fieldPath';

describe('parseFieldPath()', () => {
  it.each([
    ['spec.region', ['spec', 'region']],
    ['spec.subnets[2].id', ['spec', 'subnets', 2, 'id']],
    [
      'metadata.annotations[crossplane.io/external-name]',
      ['metadata', 'annotations', 'crossplane.io/external-name'],
    ],
    [`metadata.labels['a.b']`, ['metadata', 'labels', 'a.b']],
    [`data["x.y"].z`, ['data', 'x.y', 'z']],
  ])('reads %s', (path, steps) => {
    expect(parseFieldPath(path)).toEqual(steps);
  });

  it.each([
    ['', 'no field is named'],
    ['spec.', 'no field is named'],
    ['spec..region', 'empty step'],
    ['spec.a[', 'unexpected text'],
    ['spec.a[5000]', 'index must be 0–1024, got 5000'],
  ])('refuses %j', (path, message) => {
    expect(() => parseFieldPath(path)).toThrow(message);
  });
});

describe('valueAt()', () => {
  const value = { spec: { zones: ['a', 'b'], none: null } };

  it.each([
    ['spec.zones[1]', 'b'],
    ['spec.zones[7]', undefined],
    ['spec.none', null],
    ['spec.none.deeper', undefined],
    ['spec.constructor', undefined],
    ['__proto__.polluted', undefined],
  ])('finds at %s %j', (path, found) => {
    expect(valueAt(value, path)).toEqual(found);
  });
});

describe('withValueAt()', () => {
  it('makes the objects and lists on the way and leaves the original alone', () => {
    const before = { spec: { a: 1 } };
    expect(withValueAt(before, 'spec.pools[1].size', 3)).toEqual({
      spec: { a: 1, pools: [null, { size: 3 }] },
    });
    expect(before).toEqual({ spec: { a: 1 } });
  });

  it('refuses to lead through a scalar', () => {
    expect(() => withValueAt({ spec: 1 }, 'spec.a', 2)).toThrow(
      'spec.a: a is not in an object',
    );
    expect(() => withValueAt({ spec: { a: 1 } }, 'spec.a[0]', 2)).toThrow(
      'spec.a[0]: [0] is not in a list',
    );
  });

  it('sets a field called __proto__ as data, not as a prototype', () => {
    const target: object = withValueAt({}, 'a.__proto__', { polluted: true });
    expect(Object(valueAt(target, 'a')).polluted).toBeUndefined();
  });
});
