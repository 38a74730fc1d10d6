import { parseScope, withScope } from './scopeSearchParams';

const scopeOf = (search: string) => parseScope(new URLSearchParams(search));

describe('parseScope()', () => {
  it('reads clusters, namespaces and the text', () => {
    expect(
      scopeOf('cluster=eu&cluster=us&namespace=shop&q=checkout%20api'),
    ).toEqual({
      clusters: ['eu', 'us'],
      namespaces: ['shop'],
      text: 'checkout api',
    });
  });

  it('takes what is empty or absent as everything', () => {
    const all = { clusters: [], namespaces: [], text: '' };
    expect(scopeOf('')).toEqual(all);
    expect(scopeOf('cluster=&namespace=&q=')).toEqual(all);
  });
});

describe('withScope()', () => {
  it('replaces the scope and leaves other parameters', () => {
    const before = new URLSearchParams(
      'cluster=eu&health=Failed&q=old&object=eu/Pod/shop/a',
    );
    const after = withScope(before, {
      clusters: ['us', 'edge'],
      namespaces: [],
      text: '',
    });
    expect([...after]).toEqual([
      ['health', 'Failed'],
      ['object', 'eu/Pod/shop/a'],
      ['cluster', 'us'],
      ['cluster', 'edge'],
    ]);
    expect(before.get('q')).toBe('old');
  });

  it('is undone by parseScope(), whatever the text', () => {
    const scope = {
      clusters: ['a&b', 'c=d'],
      namespaces: ['über'],
      text: '100% +sure #1',
    };
    const search = withScope(new URLSearchParams(), scope).toString();
    expect(scopeOf(search)).toEqual(scope);
  });
});
