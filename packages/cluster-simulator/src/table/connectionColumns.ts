import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  listAt,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
} from '../json/readJson';
import {
  ageColumn,
  booleanAt,
  nameColumn,
  none,
  selectorColumn,
  textAt,
  formatSelector,
} from './cells';
import { column, TableColumn, wideColumn } from './TableColumn';

/** Columns of services, what routes to them, and storage, by storage id. Source: printers.go of k8s.io/kubernetes. */
export const connectionColumns: Readonly<
  Record<string, readonly TableColumn[]>
> = {
  services: [
    nameColumn,
    column('Type', textAt('spec', 'type')),
    column('Cluster-IP', textAt('spec', 'clusterIP')),
    column('External-IP', externalIpOf),
    column('Port(s)', servicePortsOf),
    ageColumn,
    selectorColumn,
  ],
  endpoints: [nameColumn, column('Endpoints', endpointsOf), ageColumn],
  'endpointslices.discovery.k8s.io': [
    nameColumn,
    column('AddressType', textAt('addressType')),
    column('Ports', object =>
      shortList(
        objectsAt(object, 'ports').map(port => String(port.port ?? '*')),
      ),
    ),
    column('Endpoints', object =>
      shortList(
        objectsAt(object, 'endpoints').flatMap(endpoint =>
          stringsAt(endpoint, 'addresses'),
        ),
      ),
    ),
    ageColumn,
  ],
  'ingresses.networking.k8s.io': [
    nameColumn,
    column('Class', textAt('spec', 'ingressClassName')),
    column('Hosts', object =>
      shortList(
        objectsAt(object, 'spec', 'rules').map(
          rule => stringAt(rule, 'host') || '*',
        ),
        '*',
      ),
    ),
    column('Address', object => addressesOf(object).join(',')),
    column('Ports', object =>
      listAt(object, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    ),
    ageColumn,
  ],
  persistentvolumes: [
    nameColumn,
    column('Capacity', textAt('spec', 'capacity', 'storage')),
    column('Access Modes', object => accessModesOf(object, 'spec')),
    column('Reclaim Policy', textAt('spec', 'persistentVolumeReclaimPolicy')),
    column('Status', textAt('status', 'phase')),
    column('Claim', object => {
      const { namespace, name } = objectAt(object, 'spec', 'claimRef');
      return name === undefined ? '' : `${String(namespace)}/${String(name)}`;
    }),
    column('StorageClass', object =>
      stringAt(object, 'spec', 'storageClassName'),
    ),
    column(
      'VolumeAttributesClass',
      object =>
        stringAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
    ),
    column('Reason', object => stringAt(object, 'status', 'reason')),
    ageColumn,
    wideColumn('VolumeMode', textAt('spec', 'volumeMode')),
  ],
  persistentvolumeclaims: [
    nameColumn,
    column('Status', object =>
      object.metadata.deletionTimestamp
        ? 'Terminating'
        : stringAt(object, 'status', 'phase'),
    ),
    column('Volume', object => stringAt(object, 'spec', 'volumeName')),
    column('Capacity', object =>
      stringAt(object, 'status', 'capacity', 'storage'),
    ),
    column('Access Modes', object => accessModesOf(object, 'status')),
    column('StorageClass', object =>
      stringAt(object, 'spec', 'storageClassName'),
    ),
    column(
      'VolumeAttributesClass',
      object =>
        stringAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
    ),
    ageColumn,
    wideColumn('VolumeMode', textAt('spec', 'volumeMode')),
  ],
  'networkpolicies.networking.k8s.io': [
    nameColumn,
    column('Pod-Selector', object =>
      formatSelector(objectAt(object, 'spec', 'podSelector')),
    ),
    ageColumn,
  ],
  'storageclasses.storage.k8s.io': [
    column('Name', object => {
      const isDefault =
        object.metadata.annotations?.[
          'storageclass.kubernetes.io/is-default-class'
        ] === 'true';
      return isDefault
        ? `${object.metadata.name} (default)`
        : object.metadata.name;
    }),
    column('Provisioner', textAt('provisioner')),
    column('ReclaimPolicy', textAt('reclaimPolicy')),
    column('VolumeBindingMode', textAt('volumeBindingMode')),
    column(
      'AllowVolumeExpansion',
      booleanAt('allowVolumeExpansion'),
      'boolean',
    ),
    ageColumn,
  ],
};

function addressesOf(object: KubernetesObject): readonly string[] {
  return objectsAt(object, 'status', 'loadBalancer', 'ingress').map(
    entry => stringAt(entry, 'ip') || stringAt(entry, 'hostname'),
  );
}

function externalIpOf(service: KubernetesObject): string {
  const external = stringsAt(service, 'spec', 'externalIPs');
  switch (stringAt(service, 'spec', 'type')) {
    case 'LoadBalancer':
      return [...addressesOf(service), ...external].join(',') || '<pending>';
    case 'ExternalName':
      return stringAt(service, 'spec', 'externalName') || none;
    default:
      return external.join(',') || none;
  }
}

function servicePortsOf(service: KubernetesObject): string {
  const ports = objectsAt(service, 'spec', 'ports').map(
    ({ port, nodePort, protocol }) => {
      const node = nodePort ? `:${String(nodePort)}` : '';
      return `${String(port)}${node}/${String(protocol ?? 'TCP')}`;
    },
  );
  return ports.join(',') || none;
}

function endpointsOf(object: KubernetesObject): string {
  return shortList(
    objectsAt(object, 'subsets').flatMap(subset => {
      const ports = objectsAt(subset, 'ports').map(
        ({ port }) => `:${String(port)}`,
      );
      return objectsAt(subset, 'addresses').flatMap(({ ip }) =>
        (ports.length > 0 ? ports : ['']).map(port => `${String(ip)}${port}`),
      );
    }),
  );
}

function accessModesOf(object: KubernetesObject, part: string): string {
  const short: Readonly<Record<string, string>> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  };
  return stringsAt(object, part, 'accessModes')
    .map(mode => short[mode] ?? mode)
    .join(',');
}

/** At most three items, as kubectl's server prints them. */
function shortList(items: readonly string[], whenEmpty = none): string {
  if (items.length === 0) return whenEmpty;
  const rest = items.length - 3;
  return rest > 0
    ? `${items.slice(0, 3).join(',')} + ${rest} more...`
    : items.join(',');
}
