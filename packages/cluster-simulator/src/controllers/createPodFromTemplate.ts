import type { KubernetesObject } from '@orrery/kubernetes-model';
import { admitPodSpec } from '../resources/podDefaults';
import type { Pod, PodTemplate } from './kinds/Pod';
import { ownerReferenceTo } from './ownerReferenceTo';

/** Templates with what admission adds to their pods: one for all pods of a template. */
const admitted = new WeakMap<object, Pod['spec']>();

/** The pod that a workload creates from its template; nested parts of the template are shared, not copied. */
export function createPodFromTemplate(
  owner: KubernetesObject,
  template: PodTemplate,
  name: string,
  extra: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly spec?: Partial<Pod['spec']>;
    readonly generateName?: string;
  } = {},
): Pod {
  const annotations = {
    ...template.metadata?.annotations,
    ...extra.annotations,
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: extra.generateName,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...extra.labels },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ownerReferences: [ownerReferenceTo(owner)],
    },
    spec: { ...admittedSpecOf(template.spec), ...extra.spec },
    status: { phase: 'Pending' },
  };
}

function admittedSpecOf(spec: Pod['spec']): Pod['spec'] {
  const known = admitted.get(spec);
  if (known) return known;
  const made = { ...spec, ...admitPodSpec({ ...spec }) };
  admitted.set(spec, made);
  return made;
}
