import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import {
  duplicateProblem,
  oneOf,
  portOrNameProblems,
  portProblems,
  requiredAt,
  requiredProblem,
} from './fieldProblems';
import { dnsLabel } from './NameRule';

const NODE_PORTS = { first: 30_000, last: 32_767 };

/** What is wrong with a Service. Source: `ValidateService` and the allocators of k8s.io/kubernetes. */
export function serviceProblems(
  service: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const spec = objectAt(service, 'spec');
  const needsPorts = spec.type !== 'ExternalName' && spec.clusterIP !== 'None';
  const ports = objectsAt(spec, 'ports');
  return [
    ...(needsPorts ? requiredAt(service, 'spec.ports') : []),
    ...ports.flatMap((port, index) =>
      servicePortProblems(port, index, ports.slice(0, index), ports.length > 1),
    ),
    ...oneOf('spec.sessionAffinity', spec.sessionAffinity, [
      'ClientIP',
      'None',
    ]),
    ...oneOf('spec.type', spec.type, [
      'ClusterIP',
      'ExternalName',
      'LoadBalancer',
      'NodePort',
    ]),
    ...(spec.type === 'ExternalName'
      ? requiredAt(service, 'spec.externalName')
      : []),
    ...addressProblems(spec, previous && objectAt(previous, 'spec')),
  ];
}

function servicePortProblems(
  port: JsonObject,
  index: number,
  before: readonly JsonObject[],
  needsName: boolean,
): readonly FieldProblem[] {
  const at = `spec.ports[${index}]`;
  const name = stringAt(port, 'name');
  const nodePort = numberAt(port, 'nodePort');
  const { port: number, protocol } = port;
  return [
    ...(needsName && !name ? [requiredProblem(`${at}.name`)] : []),
    ...(name && !dnsLabel.pattern.test(name)
      ? [invalidValue(`${at}.name`, name, dnsLabel.text)]
      : []),
    ...(name && before.some(other => other.name === name)
      ? [duplicateProblem(`${at}.name`, name)]
      : []),
    ...portProblems(port, 'port', `${at}.port`),
    ...oneOf(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
    ...portOrNameProblems(port.targetPort, `${at}.targetPort`),
    ...(before.some(
      other => other.port === number && other.protocol === protocol,
    )
      ? [duplicateProblem(at, { port: number, protocol })]
      : []),
    ...(nodePort !== undefined &&
    (nodePort < NODE_PORTS.first || nodePort > NODE_PORTS.last)
      ? [
          invalidValue(
            `${at}.nodePort`,
            nodePort,
            `provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.first}-${NODE_PORTS.last}`,
          ),
        ]
      : []),
  ];
}

function addressProblems(
  spec: JsonObject,
  previous: JsonObject | undefined,
): readonly FieldProblem[] {
  const address = stringAt(spec, 'clusterIP');
  const before = stringAt(previous, 'clusterIP');
  if (!address || address === before) return [];
  // Services that become or were ExternalName get and give up their addresses.
  if (before && previous?.type !== 'ExternalName') {
    return [
      invalidValue('spec.clusterIPs[0]', [address], 'may not change once set'),
    ];
  }
  if (address === 'None' || /^10\.(9[6-9]|1[01]\d)\./.test(address)) return [];
  return [
    /^\d+(\.\d+){3}$/.test(address)
      ? invalidValue(
          'spec.clusterIPs',
          [address],
          `failed to allocate IP ${address}: the provided IP (${address}) is not in the valid range. The range of valid IPs is 10.96.0.0/12`,
        )
      : invalidValue(
          'spec.clusterIPs[0]',
          address,
          'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        ),
  ];
}
