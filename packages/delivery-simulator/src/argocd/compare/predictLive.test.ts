import { predictLive } from './predictLive';

const secret = (fields: Record<string, unknown>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a', namespace: 'shop' },
  ...fields,
});

describe('predictLive()', () => {
  it('takes defaults, the status and what others write for no difference', () => {
    const live = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'shop',
        uid: 'u',
        resourceVersion: '7',
        annotations: { 'deployment.kubernetes.io/revision': '3' },
      },
      spec: {
        replicas: 1,
        progressDeadlineSeconds: 600,
        template: {
          spec: {
            containers: [
              { name: 'main', image: 'a', resources: { limits: { cpu: '1' } } },
            ],
          },
        },
      },
      status: { replicas: 1 },
    };
    const desired = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop', labels: {} },
      spec: {
        replicas: 1,
        template: {
          spec: {
            containers: [
              {
                name: 'main',
                image: 'a',
                resources: { limits: { cpu: '1000m' } },
              },
            ],
          },
        },
      },
      status: { replicas: 9 },
    };
    expect(predictLive(desired, live).isChanged).toBe(false);
    const changed = { ...desired, spec: { ...desired.spec, replicas: 2 } };
    const prediction = predictLive(changed, live);
    expect(prediction.isChanged).toBe(true);
    expect(prediction.object).toMatchObject({
      metadata: { uid: 'u', resourceVersion: '7' },
      spec: { replicas: 2, progressDeadlineSeconds: 600 },
      status: { replicas: 1 },
    });
    expect(
      predictLive(changed, live, [
        [
          { kind: 'field', name: 'spec' },
          { kind: 'field', name: 'replicas' },
        ],
      ]).isChanged,
    ).toBe(false);
  });

  it('compares the plain text of a secret with what the server has made of it', () => {
    const live = secret({ data: { password: 'cGFzcw==' } });
    expect(
      predictLive(secret({ stringData: { password: 'pass' } }), live).isChanged,
    ).toBe(false);
    expect(
      predictLive(secret({ stringData: { password: 'other' } }), live)
        .isChanged,
    ).toBe(true);
  });

  it('knows from the last apply what was taken out', () => {
    const applied = (text: string) => ({
      ...secret({ data: { a: 'QQ==', b: 'Qg==', c: 'Qw==' } }),
      metadata: {
        name: 'a',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': text,
        },
      },
    });
    const wanted = secret({ data: { a: 'QQ==' } });
    const last = JSON.stringify(secret({ data: { a: 'QQ==', b: 'Qg==' } }));
    expect(predictLive(wanted, applied(last)).object.data).toEqual({
      a: 'QQ==',
      c: 'Qw==',
    });
    expect(predictLive(wanted, applied('{nonsense')).isChanged).toBe(false);
  });
});
