import { toObjectPageHref } from './toObjectPageHref';

const hrefOf = toObjectPageHref(
  ({ cluster, kind, name }) => `/clusters/${cluster}/objects/${kind}/${name}`,
);

describe('toObjectPageHref()', () => {
  it('names the namespace and the tab in the query', () => {
    const pod = { cluster: 'edge', kind: 'Pod', namespace: 'shop', name: 'a' };
    expect(hrefOf(pod, 'yaml')).toBe(
      '/clusters/edge/objects/Pod/a?namespace=shop&tab=yaml',
    );
  });

  it('is a bare path for a cluster-scoped object', () => {
    expect(hrefOf({ cluster: 'edge', kind: 'Node', name: 'n1' })).toBe(
      '/clusters/edge/objects/Node/n1',
    );
  });
});
