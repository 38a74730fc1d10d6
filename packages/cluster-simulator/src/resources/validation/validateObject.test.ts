import type { KubernetesObject } from '@orrery/kubernetes-model';
import { StatusError } from '../../status/StatusError';
import { applyDefaults } from '../applyDefaults';
import { builtInResources } from '../builtInResources';
import { ResourceRegistry } from '../ResourceRegistry';
import { validateObject } from './validateObject';

const registry = new ResourceRegistry(builtInResources());
const container = { name: 'c', image: 'i' };

type Change = Partial<Omit<KubernetesObject, 'metadata'>> & {
  readonly metadata?: Partial<KubernetesObject['metadata']>;
};

function problemsOf(
  [groupVersion, plural]: readonly [string, string],
  change: Change,
  previous?: Change,
): readonly string[] {
  const definition = registry.find(groupVersion, plural);
  if (!definition) throw new Error(`no kind ${groupVersion} ${plural}`);
  const objectOf = ({ metadata, ...rest }: Change): KubernetesObject => ({
    apiVersion: groupVersion,
    kind: definition.kind,
    ...rest,
    metadata: { name: 'a', namespace: 'n', ...metadata },
  });
  try {
    validateObject(
      definition,
      applyDefaults(definition.storage, objectOf(change)),
      previous && objectOf(previous),
    );
    return [];
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return (error.details?.causes ?? []).map(
      ({ field, reason }) => `${field} ${reason}`,
    );
  }
}

const pods = ['v1', 'pods'] as const;
const deployments = ['apps/v1', 'deployments'] as const;
const jobs = ['batch/v1', 'jobs'] as const;
const services = ['v1', 'services'] as const;
const configMaps = ['v1', 'configmaps'] as const;

const podSpec = { containers: [container] };
const job = {
  spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } },
};
const workload = (labels: object, replicas = 1) => ({
  replicas,
  selector: { matchLabels: { app: 'a' } },
  template: { metadata: { labels }, spec: podSpec },
});

describe('validateObject()', () => {
  it.each([
    ['a pod', pods, { spec: podSpec }],
    ['a deployment', deployments, { spec: workload({ app: 'a' }) }],
    ['a headless service', services, { spec: { clusterIP: 'None' } }],
    ['a dotted configmap', configMaps, { metadata: { name: 'kube-root.crt' } }],
    [
      'a generated name',
      configMaps,
      { metadata: { name: '', generateName: 'a-' } },
    ],
  ])('accepts %s', (_name, kind, object) => {
    expect(problemsOf(kind, object)).toEqual([]);
  });

  it.each([
    [
      'no name',
      configMaps,
      { metadata: { name: '' } },
      ['metadata.name FieldValueRequired'],
    ],
    [
      'capitals in a name',
      configMaps,
      { metadata: { name: 'A' } },
      ['metadata.name FieldValueInvalid'],
    ],
    [
      'a service name that starts with a digit',
      services,
      { metadata: { name: '1a' }, spec: { clusterIP: 'None' } },
      ['metadata.name FieldValueInvalid'],
    ],
    [
      'a dot in a service name',
      services,
      { metadata: { name: 'a.b' }, spec: { clusterIP: 'None' } },
      ['metadata.name FieldValueInvalid'],
    ],
    [
      'a label value with a space',
      configMaps,
      { metadata: { labels: { a: 'b c' } } },
      ['metadata.labels FieldValueInvalid'],
    ],
    [
      'no containers',
      pods,
      { spec: {} },
      ['spec.containers FieldValueRequired'],
    ],
    [
      'no image',
      pods,
      { spec: { containers: [{ name: 'c' }] } },
      ['spec.containers[0].image FieldValueRequired'],
    ],
    [
      'the same container twice',
      pods,
      { spec: { containers: [container, container] } },
      ['spec.containers[1].name FieldValueDuplicate'],
    ],
    [
      'a port out of range',
      pods,
      {
        spec: {
          containers: [{ ...container, ports: [{ containerPort: 70000 }] }],
        },
      },
      ['spec.containers[0].ports[0].containerPort FieldValueInvalid'],
    ],
    [
      'negative replicas',
      deployments,
      { spec: workload({ app: 'a' }, -1) },
      ['spec.replicas FieldValueInvalid'],
    ],
    [
      'a selector that misses the template',
      deployments,
      { spec: workload({ app: 'b' }) },
      ['spec.template.metadata.labels FieldValueInvalid'],
    ],
    [
      'a job that restarts always',
      jobs,
      { spec: { template: { spec: { ...podSpec, restartPolicy: 'Always' } } } },
      ['spec.template.spec.restartPolicy FieldValueNotSupported'],
    ],
    [
      'a service without ports',
      services,
      { spec: {} },
      ['spec.ports FieldValueRequired'],
    ],
  ])('refuses %s', (_name, kind, object, problems) => {
    expect(problemsOf(kind, object)).toEqual(problems);
  });

  it.each([
    [
      'the image of a pod',
      pods,
      { spec: { containers: [{ name: 'c', image: 'j' }] } },
      { spec: podSpec },
      [],
    ],
    [
      'the labels of a pod that a controller made with fewer defaults',
      pods,
      { spec: podSpec, metadata: { labels: { a: 'b' } } },
      { spec: podSpec },
      [],
    ],
    [
      'the labels of a job that was stored with fewer defaults',
      jobs,
      { ...job, metadata: { labels: { a: 'b' } } },
      job,
      [],
    ],
    [
      'the network of a pod',
      pods,
      { spec: { ...podSpec, hostNetwork: true } },
      { spec: podSpec },
      ['spec FieldValueForbidden'],
    ],
    [
      'the selector of a deployment',
      deployments,
      {
        spec: {
          ...workload({ app: 'a', b: 'c' }),
          selector: { matchLabels: { b: 'c' } },
        },
      },
      { spec: workload({ app: 'a' }) },
      ['spec.selector FieldValueInvalid'],
    ],
  ])('judges a change of %s', (_name, kind, object, previous, problems) => {
    expect(problemsOf(kind, object, previous)).toEqual(problems);
  });
});
