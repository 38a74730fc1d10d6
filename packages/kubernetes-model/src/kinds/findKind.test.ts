import { builtInKinds } from './builtInKinds';
import { findKind, kindOfObject } from './findKind';
import { apiVersionOf, resourceIdOf } from './ResourceKind';

const idOf = (text: string) => {
  const kind = findKind(text);
  return kind && `${resourceIdOf(kind)} ${kind.kind}`;
};

describe('findKind()', () => {
  it.each([
    ['Pod', 'pods Pod'],
    ['pods', 'pods Pod'],
    ['pod', 'pods Pod'],
    ['po', 'pods Pod'],
    ['PODS', 'pods Pod'],
    [' pods ', 'pods Pod'],
    ['deploy', 'deployments.apps Deployment'],
    ['deployments.apps', 'deployments.apps Deployment'],
    ['Deployment.apps', 'deployments.apps Deployment'],
    ['deployment.apps', 'deployments.apps Deployment'],
    ['deploy.apps', 'deployments.apps Deployment'],
    ['deployments.v1.apps', 'deployments.apps Deployment'],
    ['pods.v1', 'pods Pod'],
    ['ing', 'ingresses.networking.k8s.io Ingress'],
    ['ingress', 'ingresses.networking.k8s.io Ingress'],
    ['netpol', 'networkpolicies.networking.k8s.io NetworkPolicy'],
    ['pdb', 'poddisruptionbudgets.policy PodDisruptionBudget'],
    ['hpa', 'horizontalpodautoscalers.autoscaling HorizontalPodAutoscaler'],
    ['sc', 'storageclasses.storage.k8s.io StorageClass'],
    [
      'crds',
      'customresourcedefinitions.apiextensions.k8s.io CustomResourceDefinition',
    ],
    ['ep', 'endpoints Endpoints'],
    ['cs', 'componentstatuses ComponentStatus'],
    ['lease', 'leases.coordination.k8s.io Lease'],
    [
      'csr',
      'certificatesigningrequests.certificates.k8s.io CertificateSigningRequest',
    ],
    ['PodMetrics', 'pods.metrics.k8s.io PodMetrics'],
    ['pods.metrics.k8s.io', 'pods.metrics.k8s.io PodMetrics'],
  ])('finds %s', (text, id) => {
    expect(idOf(text)).toBe(id);
  });

  it('takes the core group where several serve the name', () => {
    expect([idOf('events'), idOf('Event'), idOf('ev')]).toEqual(
      new Array(3).fill('events Event'),
    );
    expect(idOf('events.events.k8s.io')).toBe('events.events.k8s.io Event');
  });

  it.each(['', '.', 'pods.', 'nothing', 'pods.example.com', 'constructor'])(
    'does not find "%s"',
    text => {
      expect(findKind(text)).toBeUndefined();
    },
  );

  it('looks in other kinds when given', () => {
    const widget = {
      ...builtInKinds[0],
      group: 'example.com',
      plural: 'widgets',
      singular: 'widget',
      kind: 'Widget',
      shortNames: ['po'],
    };
    const kinds = [widget, ...builtInKinds];
    expect(findKind('widget', kinds)).toBe(widget);
    expect(findKind('pods', kinds)?.kind).toBe('Pod');
  });

  it.each(builtInKinds.map(kind => [resourceIdOf(kind), kind] as const))(
    'finds %s by its id',
    (id, kind) => {
      expect(findKind(id)).toBe(kind);
    },
  );
});

describe('kindOfObject()', () => {
  it.each([
    ['v1', 'Pod', 'pods'],
    ['apps/v1', 'Deployment', 'deployments.apps'],
    ['apps/v1beta1', 'Deployment', 'deployments.apps'],
    ['serving.knative.dev/v1', 'Service', undefined],
  ])('of %s %s is %s', (apiVersion, kind, id) => {
    const found = kindOfObject({ apiVersion, kind });
    expect(found && resourceIdOf(found)).toBe(id);
  });

  it('is not known for an object of a list', () => {
    expect(kindOfObject({})).toBeUndefined();
  });
});

describe('builtInKinds', () => {
  it('names every resource once', () => {
    const ids = builtInKinds.map(resourceIdOf);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('knows which kinds belong to the cluster', () => {
    const cluster = builtInKinds
      .filter(kind => !kind.namespaced && kind.group === '')
      .map(({ kind }) => kind);
    expect(cluster).toEqual([
      'Node',
      'Namespace',
      'PersistentVolume',
      'ComponentStatus',
    ]);
  });

  it('knows what kubectl get all shows', () => {
    expect(
      builtInKinds
        .filter(({ categories }) => categories.includes('all'))
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([
      'CronJob',
      'DaemonSet',
      'Deployment',
      'HorizontalPodAutoscaler',
      'Job',
      'Pod',
      'ReplicaSet',
      'ReplicationController',
      'Service',
      'StatefulSet',
    ]);
  });

  it('knows where kinds keep the selector of their pods', () => {
    const selecting = builtInKinds.filter(kind => kind.selectorPath);
    expect(
      selecting.map(({ kind, selectorPath, selectorForm }) =>
        [kind, selectorPath, selectorForm].filter(Boolean).join(' '),
      ),
    ).toEqual([
      'Service spec.selector map',
      'ReplicationController spec.selector map',
      'Deployment spec.selector',
      'StatefulSet spec.selector',
      'DaemonSet spec.selector',
      'ReplicaSet spec.selector',
      'Job spec.selector',
      'PodDisruptionBudget spec.selector',
      'NetworkPolicy spec.podSelector',
    ]);
  });

  it('gives the apiVersion of objects', () => {
    expect(
      ['pods', 'deployments.apps'].map(id => {
        const kind = findKind(id);
        return kind && apiVersionOf(kind);
      }),
    ).toEqual(['v1', 'apps/v1']);
  });
});
