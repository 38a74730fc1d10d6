import type { Container, Pod } from '../controllers/kinds/Pod';
import type { Service } from '../controllers/kinds/Service';
import type { TypedStore } from '../controllers/TypedStore';
import type { HttpAnswer } from '../shell/ContainerHost';
import { portOf } from '../shell/programs/network';
import { answerHttp } from './answerHttp';

/** Names and connections inside one cluster, as its DNS and its services give them. */
export class ClusterNetwork {
  readonly #store: TypedStore;

  constructor(store: TypedStore) {
    this.#store = store;
  }

  /** `payments`, `payments.shop`, `payments.shop.svc.cluster.local`, or an address; seen from a namespace. */
  resolve(name: string, namespace: string): string | undefined {
    if (name === 'localhost') return '127.0.0.1';
    if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return name;
    const service = this.#service(name, namespace);
    if (!service) return undefined;
    const { clusterIP } = service.spec;
    return clusterIP && clusterIP !== 'None'
      ? clusterIP
      : this.#backends(service)[0]?.status?.podIP;
  }

  /** Undefined when nobody listens. `self` is who asks. */
  fetch(url: URL, self: Pod): HttpAnswer | undefined {
    const target = this.#target(url, self);
    const container = target && listenerOf(target.pod, target.port);
    return container && answerHttp(target.pod, container, url.pathname);
  }

  #target(
    url: URL,
    self: Pod,
  ): { readonly pod: Pod; readonly port: number } | undefined {
    const port = portOf(url);
    const { namespace = '' } = self.metadata;
    if (url.hostname === 'localhost' || url.hostname === '127.0.0.1')
      return { pod: self, port };
    const byAddress = this.#store
      .list('pods')
      .find(({ status }) => status?.podIP === url.hostname);
    if (byAddress) return { pod: byAddress, port };
    const service = this.#service(url.hostname, namespace);
    const open = service?.spec.ports?.find(each => each.port === port);
    const [pod] = service ? this.#backends(service) : [];
    if (!open || !pod) return undefined;
    const { targetPort = open.port } = open;
    return {
      pod,
      port:
        typeof targetPort === 'number'
          ? targetPort
          : portNamed(pod, targetPort) ?? open.port,
    };
  }

  #service(name: string, namespace: string) {
    const [service, where = namespace, ...rest] = name.split('.');
    const isKnown = ['', 'svc', 'svc.cluster.local'].includes(rest.join('.'));
    return isKnown ? this.#store.get('services', where, service) : undefined;
  }

  #backends(service: Service): readonly Pod[] {
    const selector = Object.entries(service.spec.selector ?? {});
    if (selector.length === 0) return [];
    return this.#store
      .list('pods', service.metadata.namespace)
      .filter(
        pod =>
          selector.every(
            ([key, value]) => pod.metadata.labels?.[key] === value,
          ) && pod.status?.containerStatuses?.every(({ ready }) => ready),
      );
  }
}

/** The running container that listens on a port. */
export function listenerOf(pod: Pod, port: number): Container | undefined {
  return pod.spec.containers.find(
    container =>
      container.ports?.some(({ containerPort }) => containerPort === port) &&
      pod.status?.containerStatuses?.some(
        ({ name, state }) => name === container.name && state.running,
      ),
  );
}

function portNamed(pod: Pod, name: string): number | undefined {
  return pod.spec.containers
    .flatMap(({ ports = [] }) => ports)
    .find(port => port.name === name)?.containerPort;
}
