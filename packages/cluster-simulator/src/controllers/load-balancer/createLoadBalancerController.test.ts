import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectsAt } from '../../json/readJson';
import {
  createTestCluster,
  type TestCluster,
} from '../testing/createTestCluster';

const INGRESSES = 'ingresses.networking.k8s.io';

function service(name: string, type: string, labels = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default', labels },
    spec: { type, ports: [{ port: 80 }] },
    status: { loadBalancer: {} },
  };
}

const ingress: KubernetesObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop', namespace: 'default' },
  spec: { ingressClassName: 'nginx' },
  status: { loadBalancer: {} },
};

describe('createLoadBalancerController()', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = createTestCluster();
  });

  afterEach(() => cluster.disposeWithoutErrors());

  const addresses = (resource: string, name: string) =>
    objectsAt(
      cluster.raw.get(resource, 'default', name),
      'status',
      'loadBalancer',
      'ingress',
    );

  it('gives a Service of type LoadBalancer an address of its own after a while', () => {
    cluster.raw.create('services', service('a', 'LoadBalancer'));
    cluster.raw.create('services', service('b', 'LoadBalancer'));
    cluster.clock.advance(10_000);
    expect(addresses('services', 'a')).toEqual([]);
    cluster.clock.advance(10_000);
    expect([addresses('services', 'a'), addresses('services', 'b')]).toEqual([
      [{ ip: '203.0.113.100' }],
      [{ ip: '203.0.113.101' }],
    ]);
    expect(cluster.eventsOf('a').map(({ reason }) => reason)).toEqual([
      'EnsuredLoadBalancer',
    ]);
  });

  it('leaves other Services alone, and one that changed its type meanwhile', () => {
    cluster.raw.create('services', service('a', 'ClusterIP'));
    cluster.raw.create('services', service('b', 'LoadBalancer'));
    cluster.clock.advance(1_000);
    cluster.raw.update('services', 'default', 'b', current => ({
      ...current,
      spec: { ...Object(current.spec), type: 'ClusterIP' },
    }));
    cluster.clock.advance(60_000);
    expect([addresses('services', 'a'), addresses('services', 'b')]).toEqual([
      [],
      [],
    ]);
  });

  it('writes the address of the ingress controller into a new Ingress', () => {
    cluster.raw.create(
      'services',
      service('front', 'LoadBalancer', {
        'app.kubernetes.io/name': 'ingress-nginx',
      }),
    );
    cluster.clock.advance(30_000);
    cluster.raw.create(INGRESSES, ingress);
    cluster.clock.advance(10_000);
    expect(addresses(INGRESSES, 'shop')).toEqual([{ ip: '203.0.113.100' }]);
  });

  it('leaves an Ingress as it is where no ingress controller has an address', () => {
    cluster.raw.create(INGRESSES, ingress);
    cluster.clock.advance(60_000);
    expect(addresses(INGRESSES, 'shop')).toEqual([]);
  });
});
