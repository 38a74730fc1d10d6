import { serviceProblems } from './serviceProblems';

const service = (spec: object) => ({
  metadata: { name: 'a' },
  spec: { type: 'ClusterIP', ...spec },
});
const textsOf = (...args: Parameters<typeof serviceProblems>) =>
  serviceProblems(...args).map(({ field, message }) => `${field}: ${message}`);
const port = { port: 80, protocol: 'TCP', targetPort: 8080 };

describe('serviceProblems()', () => {
  it.each([
    [
      { type: 'Foo', ports: [port] },
      'spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [{ type: 'ExternalName' }, 'spec.externalName: Required value'],
    [
      { ports: [{ ...port, targetPort: 70_000 }] },
      'spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      { ports: [{ ...port, nodePort: 80 }] },
      'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      { ports: [port], clusterIP: '1.2.3.4' },
      'spec.clusterIPs: Invalid value: ["1.2.3.4"]: failed to allocate IP 1.2.3.4: the provided IP (1.2.3.4) is not in the valid range. The range of valid IPs is 10.96.0.0/12',
    ],
    [
      { ports: [port], clusterIP: 'x' },
      'spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      { ports: [port], sessionAffinity: 'X' },
      'spec.sessionAffinity: Unsupported value: "X": supported values: "ClientIP", "None"',
    ],
  ])('refuses %j', (spec, text) => {
    expect(textsOf(service(spec))).toEqual([text]);
  });

  it('wants names for several ports, each once', () => {
    const ports = [
      { ...port, name: 'a' },
      { ...port, port: 81, name: 'a' },
      { ...port, port: 82 },
    ];
    expect(textsOf(service({ ports }))).toEqual([
      'spec.ports[1].name: Duplicate value: "a"',
      'spec.ports[2].name: Required value',
    ]);
  });

  it('keeps the address once it is given', () => {
    const before = service({ ports: [port], clusterIP: '10.96.0.7' });
    const after = service({ ports: [port], clusterIP: '10.96.0.8' });
    expect(textsOf(before, before)).toEqual([]);
    expect(textsOf(after, before)).toEqual([
      'spec.clusterIPs[0]: Invalid value: ["10.96.0.8"]: may not change once set',
    ]);
  });
});
