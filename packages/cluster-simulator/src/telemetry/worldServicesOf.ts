import {
  serviceKeyOf,
  type LogFormat,
  type WorldService,
} from '@orrery/telemetry-model';
import type { TypedStore } from '../controllers/TypedStore';
import type { ServiceBlueprint } from '../fleet/ServiceBlueprint';
import { hasCertificate } from '../fleet/seedCertificates';
import { SHOP_SERVICES } from '../fleet/shopServices';
import { chatterOf } from './chatter';
import { EXTERNAL_TRAFFIC, PLATFORM_TRAFFIC } from './platformTraffic';
import { RETAIL_TRAFFIC } from './retailTraffic';
import type { ServiceTraffic } from './ServiceTraffic';
import { tenantServiceOf } from './tenantServiceOf';

/** Further deployments whose traffic is modelled; the pods of others work steadily. */
const MAX_TENANTS = 60;
/** Services of the shop that write Java's plain text rather than JSON. */
const JAVA_LOGS = new Set(['orders', 'ledger', 'search-index']);

const TRAFFIC: Readonly<Record<string, ServiceTraffic>> = {
  ...RETAIL_TRAFFIC,
  ...PLATFORM_TRAFFIC,
  ...EXTERNAL_TRAFFIC,
};

/**
 * The services of a cluster as the telemetry model sees them: those of the shop that it runs, what they call outside,
 * and its first tenants. `trafficScale` multiplies the requests from outside. O(workloads), once per cluster.
 */
export function worldServicesOf(
  store: TypedStore,
  trafficScale: number,
): readonly WorldService[] {
  const shop = SHOP_SERVICES.flatMap(blueprint => {
    const replicas = replicasOf(store, blueprint);
    const traffic = TRAFFIC[serviceKeyOf(blueprint)];
    return replicas === undefined || !traffic
      ? []
      : [shopService(blueprint, traffic, replicas, trafficScale)];
  });
  const known = new Set(SHOP_SERVICES.map(serviceKeyOf));
  const tenants = [
    ...store.list('deployments.apps'),
    ...store.raw.list('rollouts.argoproj.io'),
  ]
    .filter(
      ({ metadata: { namespace = '', name } }) =>
        !known.has(`${namespace}/${name}`),
    )
    .slice(0, MAX_TENANTS)
    .map(each => tenantServiceOf(each));
  const outside = Object.entries(EXTERNAL_TRAFFIC).map(([key, traffic]) =>
    externalService(key, traffic),
  );
  const services = [...shop, ...tenants, ...outside];
  const present = new Set(services.map(serviceKeyOf));
  // A small cluster does without some of the services that others call.
  return services.map(service => ({
    ...service,
    calls: service.calls.filter(call => present.has(call.to)),
  }));
}

function replicasOf(
  store: TypedStore,
  { kind, namespace, name }: ServiceBlueprint,
): number | undefined {
  switch (kind) {
    case 'Deployment':
      return store.get('deployments.apps', namespace, name)?.spec.replicas;
    case 'StatefulSet':
      return store.get('statefulsets.apps', namespace, name)?.spec.replicas;
    case 'DaemonSet':
      return store.get('daemonsets.apps', namespace, name)?.status
        ?.desiredNumberScheduled;
    default:
      return kind satisfies never;
  }
}

function shopService(
  blueprint: ServiceBlueprint,
  traffic: ServiceTraffic,
  replicas: number,
  trafficScale: number,
): WorldService {
  const { namespace, name, kind, version, port } = blueprint;
  return {
    namespace,
    name,
    kind,
    version,
    port,
    replicas,
    cpuCoresPerReplica: blueprint.cpuMillis / 1_000,
    hasCertificate: hasCertificate(blueprint),
    calls: traffic.calls,
    profile: profileOf(
      traffic,
      JAVA_LOGS.has(name) ? 'java' : blueprint.logFormat,
      trafficScale,
      chatterOf(namespace, name),
    ),
  };
}

function externalService(key: string, traffic: ServiceTraffic): WorldService {
  const [namespace, name] = key.split('/');
  return {
    namespace,
    name,
    kind: 'External',
    version: '1',
    port: 443,
    replicas: 1,
    calls: [],
    profile: profileOf(traffic, 'json', 1),
  };
}

function profileOf(
  traffic: ServiceTraffic,
  logFormat: LogFormat,
  trafficScale: number,
  chatter?: readonly string[],
): WorldService['profile'] {
  const { calls: _calls, ...profile } = traffic;
  const isOwnWork = traffic.routes.length === 0;
  return {
    ...profile,
    logFormat,
    ...(chatter ? { chatter } : {}),
    entryRps: traffic.entryRps * (isOwnWork ? 1 : trafficScale),
  };
}
