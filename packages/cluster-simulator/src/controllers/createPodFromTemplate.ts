import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Pod, PodTemplate } from './kinds/Pod';
import { ownerReferenceTo } from './ownerReferenceTo';

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
    spec: { ...template.spec, ...extra.spec },
    status: { phase: 'Pending' },
  };
}
