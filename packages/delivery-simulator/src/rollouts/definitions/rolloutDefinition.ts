import {
  age,
  customResourceDefinition,
} from '../../definitions/customResourceDefinition';
import {
  anyObject,
  anyValue,
  conditions,
  flag,
  intOrString,
  listOf,
  mapOf,
  oneOf,
  record,
  text,
  time,
  whole,
} from '../../definitions/schema';

const podMetadata = record({ labels: mapOf(text), annotations: mapOf(text) });

const analysis = record({
  templates: listOf(record({ templateName: text, clusterScope: flag })),
  args: listOf(
    record({
      name: text,
      value: text,
      valueFrom: record({
        podTemplateHashValue: oneOf('Stable', 'Latest'),
        fieldRef: record({ fieldPath: text }),
      }),
    }),
  ),
  analysisRunMetadata: podMetadata,
  dryRun: listOf(record({ metricName: text })),
  measurementRetention: listOf(record({ metricName: text, limit: whole })),
  startingStep: whole,
});

const canaryStep = record({
  setWeight: whole,
  pause: record({ duration: intOrString }),
  setCanaryScale: record({
    weight: whole,
    replicas: whole,
    matchTrafficWeight: flag,
  }),
  analysis,
  experiment: anyObject,
  setHeaderRoute: anyObject,
  setMirrorRoute: anyObject,
  plugin: anyObject,
});

const canary = record({
  canaryService: text,
  stableService: text,
  steps: listOf(canaryStep),
  trafficRouting: anyObject,
  maxSurge: intOrString,
  maxUnavailable: intOrString,
  dynamicStableScale: flag,
  analysis,
  antiAffinity: anyObject,
  canaryMetadata: podMetadata,
  stableMetadata: podMetadata,
  pingPong: anyObject,
  scaleDownDelaySeconds: whole,
  scaleDownDelayRevisionLimit: whole,
  abortScaleDownDelaySeconds: whole,
  minPodsPerReplicaSet: whole,
});

const blueGreen = record(
  {
    activeService: text,
    previewService: text,
    previewReplicaCount: whole,
    autoPromotionEnabled: flag,
    autoPromotionSeconds: whole,
    maxUnavailable: intOrString,
    scaleDownDelaySeconds: whole,
    scaleDownDelayRevisionLimit: whole,
    abortScaleDownDelaySeconds: whole,
    prePromotionAnalysis: analysis,
    postPromotionAnalysis: analysis,
    previewMetadata: podMetadata,
    activeMetadata: podMetadata,
    antiAffinity: anyObject,
  },
  ['activeService'],
);

const runStatus = record({ name: text, status: text, message: text });
const destination = record({
  weight: whole,
  podTemplateHash: text,
  serviceName: text,
});

/** `rollouts.argoproj.io`, with the fields, columns and subresources of the real one. */
export const rolloutDefinition = customResourceDefinition({
  group: 'argoproj.io',
  version: 'v1alpha1',
  kind: 'Rollout',
  plural: 'rollouts',
  shortNames: ['ro'],
  columns: [
    {
      name: 'Desired',
      type: 'integer',
      jsonPath: '.spec.replicas',
      description: 'Number of desired pods',
    },
    {
      name: 'Current',
      type: 'integer',
      jsonPath: '.status.replicas',
      description:
        'Total number of non-terminated pods targeted by this rollout',
    },
    {
      name: 'Up-to-date',
      type: 'integer',
      jsonPath: '.status.updatedReplicas',
      description:
        'Total number of non-terminated pods targeted by this rollout that have the desired template spec',
    },
    {
      name: 'Available',
      type: 'integer',
      jsonPath: '.status.availableReplicas',
      description:
        'Total number of available pods (ready for at least minReadySeconds) targeted by this rollout',
    },
    age,
  ],
  scale: {
    specReplicasPath: '.spec.replicas',
    statusReplicasPath: '.status.HPAReplicas',
    labelSelectorPath: '.status.selector',
  },
  spec: record({
    replicas: whole,
    selector: anyObject,
    template: anyObject,
    workloadRef: record({
      apiVersion: text,
      kind: text,
      name: text,
      scaleDown: text,
    }),
    minReadySeconds: whole,
    revisionHistoryLimit: whole,
    paused: flag,
    progressDeadlineSeconds: whole,
    progressDeadlineAbort: flag,
    restartAt: time,
    rollbackWindow: record({ revisions: whole }),
    analysis: record({
      successfulRunHistoryLimit: whole,
      unsuccessfulRunHistoryLimit: whole,
    }),
    strategy: record({ canary, blueGreen }),
  }),
  status: record({
    HPAReplicas: whole,
    abort: flag,
    abortedAt: time,
    alb: anyObject,
    albs: listOf(anyValue),
    availableReplicas: whole,
    blueGreen: record({
      activeSelector: text,
      previewSelector: text,
      prePromotionAnalysisRunStatus: runStatus,
      postPromotionAnalysisRunStatus: runStatus,
      scaleUpPreviewCheckPoint: flag,
    }),
    canary: record({
      currentBackgroundAnalysisRunStatus: runStatus,
      currentStepAnalysisRunStatus: runStatus,
      currentExperiment: text,
      stablePingPong: text,
      stepPluginStatuses: listOf(anyValue),
      weights: record({
        additional: listOf(destination),
        canary: destination,
        stable: destination,
        verified: flag,
      }),
    }),
    collisionCount: whole,
    conditions,
    controllerPause: flag,
    currentPodHash: text,
    currentStepHash: text,
    currentStepIndex: whole,
    message: text,
    observedGeneration: text,
    pauseConditions: listOf(record({ reason: text, startTime: time })),
    phase: text,
    promoteFull: flag,
    readyReplicas: whole,
    replicas: whole,
    restartedAt: time,
    selector: text,
    stableRS: text,
    updatedReplicas: whole,
    workloadObservedGeneration: text,
  }),
});
