import { countAt, recordsAt, stringAt, stringsAt } from '../fields/fieldAt';
import type { KubernetesObject } from '../object/KubernetesObject';
import type { RowBase, ServiceRow } from './ResourceRow';

/** The row of a Service. `clusterIP` is as written: `None` for a headless one. */
export function serviceRowOf(
  base: RowBase,
  object: KubernetesObject,
): ServiceRow {
  const clusterIP = stringAt(object, 'spec', 'clusterIP');
  return {
    ...base,
    kind: 'Service',
    type: stringAt(object, 'spec', 'type') ?? 'ClusterIP',
    ...(clusterIP ? { clusterIP } : {}),
    externalAddresses: externalAddressesOf(object),
    ports: recordsAt(object, 'spec', 'ports').map(formatPort),
  };
}

function externalAddressesOf(object: unknown): readonly string[] {
  const alias = stringAt(object, 'spec', 'externalName');
  if (stringAt(object, 'spec', 'type') === 'ExternalName') {
    return alias ? [alias] : [];
  }
  const balanced = recordsAt(object, 'status', 'loadBalancer', 'ingress').map(
    entry => stringAt(entry, 'ip') || stringAt(entry, 'hostname') || '',
  );
  const external = stringsAt(object, 'spec', 'externalIPs');
  return [...new Set([...balanced, ...external])].filter(
    address => address !== '',
  );
}

function formatPort(port: unknown): string {
  const number = countAt(port, 'port') ?? 0;
  const nodePort = countAt(port, 'nodePort') ?? 0;
  const protocol = stringAt(port, 'protocol') ?? 'TCP';
  return `${number}${nodePort > 0 ? `:${nodePort}` : ''}/${protocol}`;
}
