import { podProblems } from './podProblems';

const container = { name: 'c', image: 'i:1' };
const pod = (spec: object) => ({ metadata: { name: 'a' }, spec });
const withContainer = (more: object, spec: object = {}) =>
  pod({ containers: [{ ...container, ...more }], ...spec });
const textsOf = (...args: Parameters<typeof podProblems>) =>
  podProblems(...args).map(({ field, message }) => `${field}: ${message}`);

describe('podProblems()', () => {
  it('accepts a pod that says all there is to say', () => {
    const object = withContainer(
      {
        env: [{ name: 'a b', value: '1' }],
        ports: [{ containerPort: 80, name: 'http', protocol: 'TCP' }],
        volumeMounts: [{ name: 'v', mountPath: '/v' }],
        resources: { requests: { cpu: '500m' }, limits: { cpu: 1 } },
        livenessProbe: { httpGet: { port: 'http' } },
      },
      { volumes: [{ name: 'v' }], restartPolicy: 'Never' },
    );
    expect(textsOf(object)).toEqual([]);
  });

  it.each([
    [
      'a policy that is none',
      withContainer({ imagePullPolicy: 'Foo' }),
      'spec.containers[0].imagePullPolicy: Unsupported value: "Foo": supported values: "Always", "IfNotPresent", "Never"',
    ],
    [
      'a protocol that is none',
      withContainer({ ports: [{ containerPort: 80, protocol: 'X' }] }),
      'spec.containers[0].ports[0].protocol: Unsupported value: "X": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      'a mount of a volume that is not there',
      withContainer({ volumeMounts: [{ name: 'none', mountPath: '/x' }] }),
      'spec.containers[0].volumeMounts[0].name: Not found: "none"',
    ],
    [
      'two mounts in one place',
      withContainer(
        {
          volumeMounts: [
            { name: 'v', mountPath: '/x' },
            { name: 'v', mountPath: '/x' },
          ],
        },
        { volumes: [{ name: 'v' }] },
      ),
      'spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/x": must be unique',
    ],
    [
      'more requested than the limit',
      withContainer({
        resources: { requests: { cpu: 2 }, limits: { cpu: 1 } },
      }),
      'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
    [
      'a probe that does nothing',
      withContainer({ readinessProbe: { periodSeconds: 5 } }),
      'spec.containers[0].readinessProbe: Required value: must specify a handler type',
    ],
    [
      'a probe of port 0',
      withContainer({ livenessProbe: { httpGet: { port: 0 } } }),
      'spec.containers[0].livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      'an environment variable with two sources',
      withContainer({ env: [{ name: 'A', value: 'b', valueFrom: {} }] }),
      'spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
    ],
    [
      'the same volume twice',
      withContainer({}, { volumes: [{ name: 'v' }, { name: 'v' }] }),
      'spec.volumes[1].name: Duplicate value: "v"',
    ],
    [
      'a restart policy that is none',
      withContainer({}, { restartPolicy: 'Sometimes' }),
      'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"',
    ],
  ])('refuses %s', (_name, object, text) => {
    expect(textsOf(object)).toEqual([text]);
  });

  it('refuses to move a pod to another node', () => {
    const before = pod({ containers: [container], nodeName: 'n' });
    const after = pod({ containers: [container], nodeName: 'm' });
    expect(textsOf(after, before)).toEqual([
      expect.stringMatching(
        /^spec: Forbidden: pod updates may not change fields other than/,
      ),
    ]);
  });
});
