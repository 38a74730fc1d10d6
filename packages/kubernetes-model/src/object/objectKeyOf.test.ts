import * as fc from 'fast-check';
import { node, pod } from '../testing';
import { formatObjectKey, objectKeyOf, parseObjectKey } from './objectKeyOf';

describe('objectKeyOf()', () => {
  it('is namespace and name', () => {
    expect(objectKeyOf(pod('a'))).toBe('shop/a');
  });

  it('is the name of a cluster-scoped object', () => {
    expect(objectKeyOf(node('node-1'))).toBe('node-1');
  });

  it('takes an empty namespace for none', () => {
    expect(formatObjectKey({ namespace: '', name: 'a' })).toBe('a');
  });
});

describe('parseObjectKey()', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9.:-]{0,20}$/);

  it('reads back what formatObjectKey() writes', () => {
    fc.assert(
      fc.property(
        fc.record({ namespace: name, name }, { requiredKeys: ['name'] }),
        object => {
          expect(parseObjectKey(formatObjectKey(object))).toEqual(object);
        },
      ),
      { seed: 1 },
    );
  });
});
