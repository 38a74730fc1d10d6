import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectAt, objectsAt, stringAt } from '../../json/readJson';
import type { Controller, ControllerContext } from '../ControllerContext';
import { createWorkQueue } from '../queue/createWorkQueue';

/** A cloud takes about so long to have a load balancer ready. */
const PROVISIONING_MS = 18_000;
/** An ingress controller writes its address into new Ingresses this soon. */
const ADMISSION_MS = 4_000;
const INGRESSES = 'ingresses.networking.k8s.io';
/** Addresses for documentation (RFC 5737): nobody is there. */
const NETWORK = '203.0.113';
const FIRST_HOST = 100;
const HOSTS = 150;

/**
 * What a cloud and an ingress controller do: a Service of type LoadBalancer gets an address after a while, and an Ingress
 * that of the Service in front of the ingress controller.
 */
export function createLoadBalancerController(
  context: ControllerContext,
): Controller {
  const { store, clock, events, reportError } = context;
  const queue = createWorkQueue({ clock, reconcile, reportError });
  const undo = [
    store.subscribe('services', ({ object }) => {
      if (isWaitingService(object))
        queue.add(keyOf('services', object), PROVISIONING_MS);
    }),
    store.raw.subscribe(({ object }) => {
      if (addressesOf(object).length === 0)
        queue.add(keyOf(INGRESSES, object), ADMISSION_MS);
    }, INGRESSES),
  ];
  for (const service of store.list('services'))
    if (isWaitingService(service))
      queue.add(keyOf('services', service), PROVISIONING_MS);

  function reconcile(key: string): void {
    const [resource, namespace, name] = key.split('/');
    const found = store.raw.get(resource, namespace, name);
    if (!found || addressesOf(found).length > 0) return;
    const address =
      resource === INGRESSES ? ingressAddress() : freeAddress(found);
    if (address === undefined) return;
    store.raw.update(resource, namespace, name, current => ({
      ...current,
      status: {
        ...objectAt(current, 'status'),
        loadBalancer: { ingress: [{ ip: address }] },
      },
    }));
    events.record(
      found,
      resource === 'services'
        ? {
            type: 'Normal',
            reason: 'EnsuredLoadBalancer',
            message: 'Ensured load balancer',
            component: 'service-controller',
          }
        : {
            type: 'Normal',
            reason: 'Sync',
            message: 'Scheduled for sync',
            component: 'nginx-ingress-controller',
          },
    );
  }

  /** That of the ingress controller, where the cluster has one. */
  function ingressAddress(): string | undefined {
    const front = store
      .list('services')
      .find(
        ({ metadata, spec }) =>
          spec.type === 'LoadBalancer' &&
          metadata.labels?.['app.kubernetes.io/name'] === 'ingress-nginx',
      );
    return front && addressesOf(front)[0];
  }

  /** Nothing for a Service that has changed its type meanwhile. */
  function freeAddress(service: KubernetesObject): string | undefined {
    if (!isWaitingService(service)) return undefined;
    const taken = new Set(store.list('services').flatMap(addressesOf));
    const host = Array.from({ length: HOSTS }, (_, index) => index).find(
      index => !taken.has(`${NETWORK}.${FIRST_HOST + index}`),
    );
    return host === undefined ? undefined : `${NETWORK}.${FIRST_HOST + host}`;
  }

  return {
    dispose: () => {
      undo.forEach(each => each());
      queue.dispose();
    },
  };
}

function isWaitingService(service: KubernetesObject): boolean {
  return (
    stringAt(service, 'spec', 'type') === 'LoadBalancer' &&
    service.metadata.deletionTimestamp === undefined &&
    addressesOf(service).length === 0
  );
}

function addressesOf(object: KubernetesObject): readonly string[] {
  return objectsAt(object, 'status', 'loadBalancer', 'ingress').map(entry =>
    stringAt(entry, 'ip'),
  );
}

function keyOf(resource: string, { metadata }: KubernetesObject): string {
  return `${resource}/${metadata.namespace}/${metadata.name}`;
}
