import { toManifest } from './toManifest';

describe('toManifest()', () => {
  it('leaves what the author wrote', () => {
    expect(
      toManifest({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'web',
          namespace: 'shop',
          uid: 'u',
          resourceVersion: '1',
          labels: { app: 'web' },
          annotations: { 'argocd.argoproj.io/tracking-id': 'x', team: 'a' },
          managedFields: [],
        },
        spec: { clusterIP: '10.0.0.1', ports: [{ port: 80 }] },
        status: { loadBalancer: {} },
      }),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'web',
        namespace: 'shop',
        labels: { app: 'web' },
        annotations: { team: 'a' },
      },
      spec: { ports: [{ port: 80 }] },
    });
    expect(
      toManifest({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'a' },
        data: {},
      }),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: {},
    });
  });
});
