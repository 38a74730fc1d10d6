import type { KubernetesObject } from '@orrery/kubernetes-model';
import { defaultLimitRange } from '../admission/limit-ranges/limitRangeRules';
import { scalingBehaviorOf } from '../controllers/autoscaling/scalingBehaviorOf';
import { defaultDefinition } from '../custom-resources/defaultDefinition';
import {
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
  withValueAt,
} from '../json/readJson';
import { parseObject } from '../json/parseObject';
import type { ResourceId } from '../store/ClusterStore';
import { fillDefaults } from './fillDefaults';
import { admitPodSpec, defaultPodSpec } from './podDefaults';
import { defaultService } from './serviceDefaults';

const rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%' };

const defaultsOf: Readonly<Record<ResourceId, Defaulting>> = {
  pods: object =>
    withValueAt(
      object,
      ['spec'],
      admitPodSpec(defaultPodSpec(objectAt(object, 'spec'))),
    ),

  'deployments.apps': object => {
    const isRecreate =
      stringAt(object, 'spec', 'strategy', 'type') === 'Recreate';
    const strategy = isRecreate
      ? { type: 'Recreate' }
      : { type: 'RollingUpdate', rollingUpdate };
    return withTemplate(
      fillDefaults(object, {
        spec: {
          replicas: 1,
          strategy,
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
        },
      }),
    );
  },

  'replicasets.apps': object =>
    withTemplate(fillDefaults(object, { spec: { replicas: 1 } })),
  replicationcontrollers: object =>
    withTemplate(fillDefaults(object, { spec: { replicas: 1 } })),

  'statefulsets.apps': object =>
    withTemplate(
      fillDefaults(object, {
        spec: {
          replicas: 1,
          podManagementPolicy: 'OrderedReady',
          revisionHistoryLimit: 10,
          updateStrategy:
            stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete'
              ? { type: 'OnDelete' }
              : { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
          persistentVolumeClaimRetentionPolicy: {
            whenDeleted: 'Retain',
            whenScaled: 'Retain',
          },
        },
      }),
    ),

  'daemonsets.apps': object =>
    withTemplate(
      fillDefaults(object, {
        spec: {
          revisionHistoryLimit: 10,
          updateStrategy:
            stringAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete'
              ? { type: 'OnDelete' }
              : {
                  type: 'RollingUpdate',
                  rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
                },
        },
      }),
    ),

  'jobs.batch': object =>
    withValueAt(object, ['spec'], defaultJobSpec(objectAt(object, 'spec'))),

  'cronjobs.batch': object => {
    const filled = fillDefaults(object, {
      spec: {
        concurrencyPolicy: 'Allow',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
      },
    });
    return withTemplate(filled, ['spec', 'jobTemplate', 'spec', 'template']);
  },

  'customresourcedefinitions.apiextensions.k8s.io': defaultDefinition,

  services: defaultService,

  limitranges: defaultLimitRange,

  secrets: object => {
    const { stringData, ...secret } = object;
    const encoded = Object.entries(objectAt(object, 'stringData')).map(
      ([key, value]) => [key, Buffer.from(String(value)).toString('base64')],
    );
    const data = {
      ...objectAt(object, 'data'),
      ...Object.fromEntries(encoded),
    };
    return {
      ...secret,
      ...(Object.keys(data).length > 0 ? { data } : {}),
      type: stringAt(object, 'type') || 'Opaque',
    };
  },

  namespaces: object =>
    parseObject(
      fillDefaults(object, {
        metadata: {
          labels: {
            'kubernetes.io/metadata.name': stringAt(object, 'metadata', 'name'),
          },
        },
        spec: { finalizers: ['kubernetes'] },
      }),
    ),

  persistentvolumeclaims: object =>
    fillDefaults(object, {
      spec: { volumeMode: 'Filesystem' },
      status: { phase: 'Pending' },
    }),

  persistentvolumes: object =>
    fillDefaults(object, {
      spec: {
        volumeMode: 'Filesystem',
        persistentVolumeReclaimPolicy: 'Retain',
      },
    }),

  'storageclasses.storage.k8s.io': object =>
    fillDefaults(object, {
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    }),

  'horizontalpodautoscalers.autoscaling': defaultAutoscaler,

  'ingresses.networking.k8s.io': object =>
    fillDefaults(object, { status: { loadBalancer: {} } }),

  'networkpolicies.networking.k8s.io': object => {
    const egress =
      listAt(object, 'spec', 'egress').length > 0 ? ['Egress'] : [];
    return fillDefaults(object, {
      spec: { policyTypes: ['Ingress', ...egress] },
    });
  },

  'rolebindings.rbac.authorization.k8s.io': defaultSubjects,
  'clusterrolebindings.rbac.authorization.k8s.io': defaultSubjects,
};

/** The object with the fields that the API server fills in before it stores it. Applying it twice changes nothing. */
export function applyDefaults(
  resource: ResourceId,
  object: KubernetesObject,
): KubernetesObject {
  const defaults = defaultsOf[resource];
  return defaults ? parseObject(defaults(object)) : object;
}

type Defaulting = (object: JsonObject) => JsonObject;

function defaultJobSpec(spec: JsonObject): JsonObject {
  const isWorkQueue =
    spec.completions === undefined && spec.parallelism !== undefined;
  const filled = fillDefaults(spec, {
    ...(isWorkQueue ? {} : { completions: 1 }),
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: undefined,
    podReplacementPolicy: 'TerminatingOrFailed',
  });
  return objectAt(withTemplate({ spec: filled }), 'spec');
}

function withTemplate(
  object: JsonObject,
  path: readonly string[] = ['spec', 'template'],
): JsonObject {
  const template = objectAt(object, ...path);
  if (Object.keys(template).length === 0) return object;
  const spec = defaultPodSpec(objectAt(template, 'spec'));
  return withValueAt(object, path, { metadata: {}, ...template, spec });
}

function defaultAutoscaler(object: JsonObject): JsonObject {
  const behavior = scalingBehaviorOf(object);
  const filled = fillDefaults(object, {
    spec: { minReplicas: 1, ...(behavior ? { behavior } : {}) },
  });
  if (listAt(object, 'spec', 'metrics').length > 0) return filled;
  const target = { type: 'Utilization', averageUtilization: 80 };
  return withValueAt(
    filled,
    ['spec', 'metrics'],
    [{ type: 'Resource', resource: { name: 'cpu', target } }],
  );
}

function defaultSubjects(object: JsonObject): JsonObject {
  const subjects = objectsAt(object, 'subjects').map(subject => ({
    ...subject,
    ...(subject.apiGroup === undefined && subject.kind !== 'ServiceAccount'
      ? { apiGroup: 'rbac.authorization.k8s.io' }
      : {}),
  }));
  const filled = fillDefaults(object, {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io' },
  });
  return subjects.length > 0 ? { ...filled, subjects } : filled;
}
