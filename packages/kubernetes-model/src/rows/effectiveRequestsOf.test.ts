import { effectiveLimitsOf, effectiveRequestsOf } from './effectiveRequestsOf';

const MI = 1024 * 1024;

function container(name: string, cpu: string, memory: string, more = {}) {
  const amounts = { cpu, memory };
  return { name, resources: { requests: amounts, limits: amounts }, ...more };
}

describe('effectiveRequestsOf()', () => {
  it('adds the containers up, exactly', () => {
    const containers = [
      container('a', '100m', '64Mi'),
      container('b', '200m', '0.1Gi'),
    ];
    expect(effectiveRequestsOf({ spec: { containers } })).toEqual({
      cpuCores: 0.3,
      // 0.1Gi is 107374182.4 bytes, and a part of a byte counts as one.
      memoryBytes: 64 * MI + 107374183,
    });
  });

  it('takes the largest init container where it needs more', () => {
    const spec = {
      initContainers: [
        container('i', '2', '32Mi'),
        container('j', '1', '16Mi'),
      ],
      containers: [container('a', '500m', '64Mi')],
    };
    expect(effectiveRequestsOf({ spec })).toEqual({
      cpuCores: 2,
      memoryBytes: 64 * MI,
    });
  });

  it('adds sidecars to the containers and to the init containers after them', () => {
    const spec = {
      initContainers: [
        container('before', '900m', '1Mi'),
        container('proxy', '300m', '50Mi', { restartPolicy: 'Always' }),
        container('after', '700m', '100Mi'),
      ],
      containers: [container('a', '500m', '64Mi')],
    };
    expect(effectiveRequestsOf({ spec })).toEqual({
      cpuCores: 1,
      memoryBytes: 150 * MI,
    });
  });

  it('adds the overhead of the runtime class', () => {
    const spec = {
      overhead: { cpu: '250m', memory: '120Mi' },
      containers: [container('a', '500m', '64Mi')],
    };
    expect(effectiveRequestsOf({ spec })).toEqual({
      cpuCores: 0.75,
      memoryBytes: 184 * MI,
    });
  });

  it('lets resources of the pod stand instead of those of its containers', () => {
    const spec = {
      resources: { requests: { cpu: '1' } },
      containers: [container('a', '500m', '64Mi')],
    };
    expect(effectiveRequestsOf({ spec })).toEqual({
      cpuCores: 1,
      memoryBytes: 64 * MI,
    });
  });

  it('counts what a container still holds while it is made smaller in place', () => {
    const pod = {
      spec: { containers: [container('a', '500m', '64Mi')] },
      status: {
        containerStatuses: [
          { name: 'a', resources: { requests: { cpu: '2', memory: '32Mi' } } },
        ],
      },
    };
    expect(effectiveRequestsOf(pod)).toEqual({
      cpuCores: 2,
      memoryBytes: 64 * MI,
    });
  });

  it('leaves out what nobody asks for, and what is not a quantity', () => {
    const spec = {
      containers: [
        { name: 'a', resources: { requests: { cpu: 'many' } } },
        { name: 'b' },
      ],
    };
    expect(effectiveRequestsOf({ spec })).toEqual({});
  });
});

describe('effectiveLimitsOf()', () => {
  it('adds overhead only where there is a limit', () => {
    const spec = {
      overhead: { cpu: '250m', memory: '120Mi' },
      containers: [{ name: 'a', resources: { limits: { memory: '64Mi' } } }],
    };
    expect(effectiveLimitsOf({ spec })).toEqual({ memoryBytes: 184 * MI });
  });
});
