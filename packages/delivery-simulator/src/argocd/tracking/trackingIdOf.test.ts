import {
  instanceNameOf,
  trackedBy,
  trackingIdOf,
  withTrackingId,
} from './trackingIdOf';

const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
};
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'system:reader' },
};

describe('trackingIdOf()', () => {
  it('says whose an object is, cluster-scoped ones included', () => {
    expect(trackingIdOf('shop', web, 'shop')).toBe(
      'shop:apps/Deployment:shop/web',
    );
    expect(trackedBy(withTrackingId(web, 'shop', 'shop'))).toBe('shop');
    expect(trackedBy(withTrackingId(role, 'shop', 'shop'))).toBe('shop');
    expect(trackedBy(web)).toBeUndefined();
  });

  it('does not believe an id that was copied', () => {
    const { annotations } = withTrackingId(web, 'shop', 'shop').metadata;
    const copy = (fields: object, metadata: object) => ({
      ...web,
      ...fields,
      metadata: { ...web.metadata, annotations, ...metadata },
    });
    expect(trackedBy(copy({ kind: 'ReplicaSet' }, {}))).toBeUndefined();
    expect(trackedBy(copy({}, { name: 'other' }))).toBeUndefined();
    expect(trackedBy(copy({}, { namespace: 'bank' }))).toBeUndefined();
    expect(
      trackedBy(
        copy({}, { annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }),
      ),
    ).toBeUndefined();
  });

  it('names Applications outside of Argo CD by their namespace', () => {
    expect(instanceNameOf({ name: 'a', namespace: 'argocd' })).toBe('a');
    expect(instanceNameOf({ name: 'a', namespace: 'team' })).toBe('team_a');
  });
});
