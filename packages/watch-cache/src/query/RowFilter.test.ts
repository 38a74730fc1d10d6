import { pod, rowOfPod, type PodOverrides } from '../testing/pod';
import type { LiveFilter } from './LiveQueries';
import { rowFilterOf } from './RowFilter';

function isMatch(filter: LiveFilter, overrides: PodOverrides = {}) {
  const object = pod('checkout-1', overrides);
  const row = { ...rowOfPod(object, 0), images: ['registry/shop:v2'] };
  return rowFilterOf(filter).matches(row, object.metadata.labels);
}

describe('rowFilterOf()', () => {
  it('matches everything when it asks for nothing', () => {
    expect(isMatch({})).toBe(true);
    expect(isMatch({ namespaces: [], selector: ' ', text: ' ' })).toBe(true);
  });

  it('matches the namespaces named', () => {
    const filter = { namespaces: ['shop', 'pay'] };
    expect(isMatch(filter, { namespace: 'pay' })).toBe(true);
    expect(isMatch(filter, { namespace: 'other' })).toBe(false);
  });

  it('matches labels by selector', () => {
    const filter = { selector: 'app in (web), !old' };
    expect(isMatch(filter, { labels: { app: 'web' } })).toBe(true);
    expect(isMatch(filter, { labels: { app: 'web', old: '' } })).toBe(false);
    expect(isMatch(filter)).toBe(false);
    expect(rowFilterOf(filter).readsLabels).toBe(true);
  });

  it('refuses a bad selector', () => {
    expect(() => rowFilterOf({ selector: 'a in (' })).toThrow();
  });

  it.each([
    ['CHECKOUT', true],
    ['default', true],
    ['node-7', true],
    ['shop:v2', true],
    ['back-off', true],
    ['checkout node-7', true],
    ['checkout node-8', false],
    ['1default', false],
  ])('finds %s in the fields that people read: %s', (text, expected) => {
    const overrides = { node: 'node-7', message: 'Back-off pulling image' };
    expect(isMatch({ text }, overrides)).toBe(expected);
  });

  it('shows the states named, without changing what is counted', () => {
    const filter = rowFilterOf({ health: ['Failed'] });
    const healthy = rowOfPod(pod('a'), 0);
    const failed = rowOfPod(pod('b', { health: 'Failed' }), 0);
    expect([healthy, failed].map(filter.shows)).toEqual([false, true]);
    expect(filter.matches(healthy, undefined)).toBe(true);
  });

  it('has one id for equal filters, however written', () => {
    const id = (filter?: LiveFilter) => rowFilterOf(filter).id;
    expect(id({ namespaces: ['b', 'a', 'b'], text: ' X  y' })).toBe(
      id({ namespaces: ['a', 'b'], text: 'y x', selector: '', health: [] }),
    );
    expect(id()).not.toBe(id({ text: 'a' }));
  });
});
