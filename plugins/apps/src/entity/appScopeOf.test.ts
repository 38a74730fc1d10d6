import { appScopeOf } from './appScopeOf';

const scopeOf = (annotations: Record<string, string>) =>
  appScopeOf({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'checkout', annotations },
  });

describe('appScopeOf()', () => {
  it('selects by the id as a label', () => {
    expect(scopeOf({ 'backstage.io/kubernetes-id': 'checkout' })).toEqual({
      clusters: [],
      selector: 'backstage.io/kubernetes-id=checkout',
    });
  });

  it('prefers the label selector, and narrows to the namespace and cluster named', () => {
    expect(
      scopeOf({
        'backstage.io/kubernetes-id': 'checkout',
        'backstage.io/kubernetes-label-selector': 'app=checkout,tier!=test',
        'backstage.io/kubernetes-namespace': 'shop',
        'backstage.io/kubernetes-cluster': 'prod-eu',
      }),
    ).toEqual({
      clusters: ['prod-eu'],
      namespace: ['shop'],
      selector: 'app=checkout,tier!=test',
    });
  });

  it('is absent without either annotation', () => {
    expect(
      scopeOf({ 'backstage.io/kubernetes-namespace': 'shop' }),
    ).toBeUndefined();
  });
});
