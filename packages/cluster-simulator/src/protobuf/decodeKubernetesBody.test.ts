import { decodeKubernetesBody } from './decodeKubernetesBody';

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
const bytes = (number: number, content: readonly number[]) => [
  ...varint((number << 3) | 2),
  ...varint(content.length),
  ...content,
];
const text = (number: number, value: string) =>
  bytes(number, [...Buffer.from(value)]);
const int = (number: number, value: number) => [
  ...varint(number << 3),
  ...varint(value),
];
const entry = (number: number, key: string, value: string) =>
  bytes(number, [...text(1, key), ...text(2, value)]);

function envelope(
  apiVersion: string,
  kind: string,
  raw: readonly number[],
): Uint8Array {
  return Uint8Array.from([
    0x6b,
    0x38,
    0x73,
    0,
    ...bytes(1, [...text(1, apiVersion), ...text(2, kind)]),
    ...bytes(2, raw),
  ]);
}

describe('decodeKubernetesBody()', () => {
  it('reads a ConfigMap with its maps, dropping what Go writes for unset fields', () => {
    const metadata = [
      ...text(1, 'cm'),
      ...text(3, ''),
      ...int(7, 0),
      ...entry(11, 'app', 'web'),
    ];
    const body = envelope('v1', 'ConfigMap', [
      ...bytes(1, metadata),
      ...entry(2, 'a', '1'),
      ...entry(2, 'b', ''),
    ]);
    expect(decodeKubernetesBody(body)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cm', labels: { app: 'web' } },
      data: { a: '1', b: '' },
    });
  });

  it('reads a Deployment with containers, ports and int-or-string', () => {
    const port = [...int(2, 0), ...int(3, 80)];
    const container = [
      ...text(1, 'c'),
      ...text(2, 'nginx:1'),
      ...bytes(6, port),
      ...text(3, 'sh'),
      ...text(3, '-c'),
    ];
    const surge = bytes(2, [...int(1, 1), ...int(2, 0), ...text(3, '25%')]);
    const spec = [
      ...int(1, 300),
      ...bytes(3, bytes(2, bytes(2, container))),
      ...bytes(4, [...text(1, 'RollingUpdate'), ...bytes(2, surge)]),
      ...bytes(99, []),
      ...int(98, 0),
    ];
    expect(
      decodeKubernetesBody(envelope('apps/v1', 'Deployment', bytes(2, spec))),
    ).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        replicas: 300,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } },
        template: {
          spec: {
            containers: [
              {
                name: 'c',
                image: 'nginx:1',
                ports: [{ containerPort: 80 }],
                command: ['sh', '-c'],
              },
            ],
          },
        },
      },
    });
  });

  it('reads what a cron job defaults in the template that kubectl copies into a job', () => {
    const probe = [...bytes(1, bytes(2, text(1, '/ready'))), ...int(3, 1)];
    const container = [
      ...text(1, 'c'),
      ...bytes(11, probe),
      ...text(13, '/dev/termination-log'),
      ...text(20, 'File'),
      ...bytes(7, [
        ...text(1, 'A'),
        ...bytes(3, bytes(3, [...bytes(1, text(1, 'cm')), ...text(2, 'a')])),
      ]),
    ];
    const volume = [...text(1, 'scratch'), ...bytes(2, bytes(2, []))];
    const pod = [
      ...bytes(1, volume),
      ...bytes(2, container),
      ...int(4, 0),
      ...bytes(14, []),
      ...text(19, 'default-scheduler'),
    ];
    const body = envelope('batch/v1', 'Job', bytes(2, bytes(6, bytes(2, pod))));
    expect(decodeKubernetesBody(body)).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: [{ name: 'scratch', emptyDir: {} }],
            containers: [
              {
                name: 'c',
                env: [
                  {
                    name: 'A',
                    valueFrom: { configMapKeyRef: { name: 'cm', key: 'a' } },
                  },
                ],
                readinessProbe: {
                  httpGet: { path: '/ready' },
                  timeoutSeconds: 1,
                },
                terminationMessagePath: '/dev/termination-log',
                terminationMessagePolicy: 'File',
              },
            ],
            terminationGracePeriodSeconds: 0,
            securityContext: {},
            schedulerName: 'default-scheduler',
          },
        },
      },
    });
  });

  it('keeps a zero that somebody set', () => {
    const body = envelope('apps/v1', 'Deployment', bytes(2, int(1, 0)));
    expect(decodeKubernetesBody(body)).toMatchObject({ spec: { replicas: 0 } });
  });

  it('reads bytes as base64 and an access review', () => {
    expect(
      decodeKubernetesBody(envelope('v1', 'Secret', entry(2, 'p', 'q'))),
    ).toMatchObject({ data: { p: 'cQ==' } });
    const attributes = [...text(2, 'get'), ...text(5, 'pods')];
    expect(
      decodeKubernetesBody(
        envelope(
          'authorization.k8s.io/v1',
          'SelfSubjectAccessReview',
          bytes(2, bytes(1, attributes)),
        ),
      ),
    ).toMatchObject({
      spec: { resourceAttributes: { verb: 'get', resource: 'pods' } },
    });
  });

  it.each([
    ['without magic bytes', Uint8Array.from([1, 2, 3, 4]), 'BadRequest'],
    [
      'that ends early',
      envelope('v1', 'ConfigMap', [0x0a, 0x20, 1]),
      'BadRequest',
    ],
    [
      'of a kind that is not described',
      envelope('v1', 'Mystery', []),
      'UnsupportedMediaType',
    ],
    [
      'with a field that is not described',
      envelope('v1', 'ConfigMap', bytes(99, [1])),
      'UnsupportedMediaType',
    ],
  ])('refuses a body %s', (_name, body, reason) => {
    expect(() => decodeKubernetesBody(body)).toThrow(
      expect.objectContaining({ reason }),
    );
  });

  it('names the field that it does not know instead of dropping it', () => {
    expect(() =>
      decodeKubernetesBody(envelope('v1', 'ConfigMap', bytes(1, int(97, 5)))),
    ).toThrow(/protobuf field 97 of v1.ObjectMeta is not described; send JSON/);
  });
});
