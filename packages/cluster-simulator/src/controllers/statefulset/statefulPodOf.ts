import type { KubernetesObject } from '@orrery/kubernetes-model';
import { REVISION_HASH } from '../controllerRevisions';
import { createPodFromTemplate } from '../createPodFromTemplate';
import type { PersistentVolumeClaim } from '../kinds/PersistentVolumeClaim';
import type { Pod, PodTemplate } from '../kinds/Pod';
import type { StatefulSet } from '../kinds/StatefulSet';
import { parseKind } from '../TypedStore';

/** The pod with the given ordinal, with its name, identity labels and claims. */
export function statefulPodOf(
  set: StatefulSet,
  ordinal: number,
  revision: string,
  template: PodTemplate = set.spec.template,
): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  const claimNames = claimTemplatesOf(set).map(each => each.metadata.name);
  const volumes = (template.spec.volumes ?? []).filter(
    volume => !claimNames.includes(volume.name),
  );
  return createPodFromTemplate(set, template, name, {
    generateName: `${set.metadata.name}-`,
    labels: {
      [REVISION_HASH]: revision,
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
    },
    spec: {
      hostname: name,
      subdomain: set.spec.serviceName,
      volumes: [
        ...claimNames.map(claim => ({
          name: claim,
          persistentVolumeClaim: { claimName: `${claim}-${name}` },
        })),
        ...volumes,
      ],
    },
  });
}

/** The claim that a volume claim template gives to one ordinal; it outlives the pod. */
export function claimOf(
  set: StatefulSet,
  template: PersistentVolumeClaim,
  ordinal: number,
): PersistentVolumeClaim {
  return {
    ...template,
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: `${template.metadata.name}-${set.metadata.name}-${ordinal}`,
      namespace: set.metadata.namespace,
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
    },
    status: { phase: 'Pending' },
  };
}

export function claimTemplatesOf(
  set: StatefulSet,
): readonly PersistentVolumeClaim[] {
  return (set.spec.volumeClaimTemplates ?? []).map(
    (template: KubernetesObject) =>
      parseKind('persistentvolumeclaims', template),
  );
}

export function ordinalOf(pod: Pod): number {
  return Number(
    pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1),
  );
}
