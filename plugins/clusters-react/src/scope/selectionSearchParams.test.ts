import { parseSelection, withSelection } from './selectionSearchParams';

const selectionOf = (search: string) =>
  parseSelection(new URLSearchParams(search));

describe('parseSelection()', () => {
  it('reads a namespaced object and its tab', () => {
    expect(selectionOf('object=eu/Pod/shop/a&tab=yaml')).toEqual({
      reference: { cluster: 'eu', kind: 'Pod', namespace: 'shop', name: 'a' },
      tab: 'yaml',
    });
  });

  it('reads a cluster-scoped object by its empty namespace', () => {
    expect(selectionOf('object=eu/Node//n1').reference).toEqual({
      cluster: 'eu',
      kind: 'Node',
      name: 'n1',
    });
  });

  it.each(['', 'eu/Pod/a', 'eu/Pod/shop/a/b', '/Pod/shop/a', 'eu/Pod/shop/'])(
    'selects nothing for "%s"',
    object => {
      const search = new URLSearchParams({ object });
      expect(parseSelection(search).reference).toBeUndefined();
    },
  );
});

describe('withSelection()', () => {
  it.each([
    { cluster: 'eu', kind: 'Pod', namespace: 'shop', name: 'a' },
    { cluster: 'eu', kind: 'Node', name: 'ip-10-0-0-1.eu' },
    {
      cluster: 'eu',
      kind: 'ingresses.networking.k8s.io',
      namespace: 'shop',
      name: 'web',
    },
  ])('writes what parseSelection() reads: $kind $name', reference => {
    const params = withSelection(new URLSearchParams(), reference);
    expect(selectionOf(params.toString()).reference).toEqual(reference);
  });

  it('keeps the tab and the filters while one object follows another', () => {
    const before = new URLSearchParams('q=x&object=eu/Pod/shop/a&tab=yaml');
    const after = withSelection(before, {
      cluster: 'eu',
      kind: 'Node',
      name: 'n1',
    });
    expect(Object.fromEntries(after)).toEqual({
      q: 'x',
      object: 'eu/Node//n1',
      tab: 'yaml',
    });
  });

  it('forgets the object and its tab, and nothing else, when closed', () => {
    const before = new URLSearchParams('q=x&object=eu/Pod/shop/a&tab=yaml');
    expect([...withSelection(before, undefined)]).toEqual([['q', 'x']]);
  });
});
