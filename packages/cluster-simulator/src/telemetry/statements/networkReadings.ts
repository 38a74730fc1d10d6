import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectsAt, stringAt, stringsAt, valueAt } from '../../json/readJson';
import { createdSeconds, sayerOf, type Reading } from './Reading';

/** `kube_service_*` */
export function readService(service: KubernetesObject): readonly Reading[] {
  const say = sayerOf('service', service);
  const uid = { uid: service.metadata.uid ?? '' };
  return [
    ...say('info', 1, {
      ...uid,
      cluster_ip: stringAt(service, 'spec', 'clusterIP'),
      external_name: stringAt(service, 'spec', 'externalName'),
      external_traffic_policy: stringAt(
        service,
        'spec',
        'externalTrafficPolicy',
      ),
      load_balancer_ip: stringAt(service, 'spec', 'loadBalancerIP'),
    }),
    ...say('created', createdSeconds(service), uid),
    ...say('spec_type', 1, {
      ...uid,
      type: stringAt(service, 'spec', 'type') || 'ClusterIP',
    }),
    ...objectsAt(service, 'status', 'loadBalancer', 'ingress').flatMap(each =>
      say('status_load_balancer_ingress', 1, {
        ...uid,
        ip: stringAt(each, 'ip'),
        hostname: stringAt(each, 'hostname'),
      }),
    ),
  ];
}

/** `kube_ingress_*` */
export function readIngress(ingress: KubernetesObject): readonly Reading[] {
  const say = sayerOf('ingress', ingress);
  return [
    ...say('info', 1, {
      ingressclass: stringAt(ingress, 'spec', 'ingressClassName'),
    }),
    ...say('created', createdSeconds(ingress)),
    ...objectsAt(ingress, 'spec', 'rules').flatMap(rule =>
      objectsAt(rule, 'http', 'paths').flatMap(path => {
        const port = (field: string) =>
          valueAt(path, 'backend', 'service', 'port', field);
        return say('path', 1, {
          host: stringAt(rule, 'host'),
          path: stringAt(path, 'path'),
          path_type: stringAt(path, 'pathType'),
          service_name: stringAt(path, 'backend', 'service', 'name'),
          service_port: String(port('name') ?? port('number') ?? ''),
          resource_api_group: '',
          resource_kind: '',
          resource_name: '',
        });
      }),
    ),
    ...objectsAt(ingress, 'spec', 'tls').flatMap(tls =>
      stringsAt(tls, 'hosts').flatMap(host =>
        say('tls', 1, {
          tls_host: host,
          secret_name: stringAt(tls, 'secretName'),
        }),
      ),
    ),
  ];
}

/** `kube_endpoint_*` */
export function readEndpoints(endpoints: KubernetesObject): readonly Reading[] {
  const say = sayerOf('endpoint', endpoints);
  const count = (field: string) =>
    objectsAt(endpoints, 'subsets').reduce(
      (sum, subset) => sum + objectsAt(subset, field).length,
      0,
    );
  return [
    ...say('info', 1),
    ...say('created', createdSeconds(endpoints)),
    ...say('address_available', count('addresses')),
    ...say('address_not_ready', count('notReadyAddresses')),
  ];
}
