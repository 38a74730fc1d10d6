import type { KubernetesObject } from '@orrery/kubernetes-model';
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

const group = 'argoproj.io';
const version = 'v1alpha1';

const argument = record({ name: text, value: text, valueFrom: anyObject }, [
  'name',
]);

const metric = record(
  {
    name: text,
    interval: text,
    initialDelay: text,
    count: intOrString,
    successCondition: text,
    failureCondition: text,
    failureLimit: intOrString,
    inconclusiveLimit: intOrString,
    consecutiveErrorLimit: intOrString,
    consecutiveSuccessLimit: intOrString,
    provider: anyObject,
  },
  ['name', 'provider'],
);

const templateSpec = record({
  args: listOf(argument),
  metrics: listOf(metric),
  dryRun: listOf(record({ metricName: text })),
  measurementRetention: listOf(record({ metricName: text, limit: whole })),
  templates: listOf(record({ templateName: text, clusterScope: flag })),
});

const summary = {
  count: whole,
  successful: whole,
  failed: whole,
  inconclusive: whole,
  error: whole,
};

const phase = oneOf(
  'Pending',
  'Running',
  'Successful',
  'Failed',
  'Error',
  'Inconclusive',
);

const statusColumn = {
  name: 'Status',
  type: 'string',
  jsonPath: '.status.phase',
} as const;

/** `AnalysisTemplate`, `ClusterAnalysisTemplate`, `AnalysisRun` and `Experiment`. */
export const analysisDefinitions: readonly KubernetesObject[] = [
  customResourceDefinition({
    group,
    version,
    kind: 'AnalysisTemplate',
    plural: 'analysistemplates',
    shortNames: ['at'],
    columns: [age],
    spec: templateSpec,
  }),
  customResourceDefinition({
    group,
    version,
    kind: 'ClusterAnalysisTemplate',
    plural: 'clusteranalysistemplates',
    shortNames: ['cat'],
    isClusterScoped: true,
    columns: [age],
    spec: templateSpec,
  }),
  customResourceDefinition({
    group,
    version,
    kind: 'AnalysisRun',
    plural: 'analysisruns',
    shortNames: ['ar'],
    columns: [
      { ...statusColumn, description: 'AnalysisRun status' },
      { ...age, description: 'Time since resource was created' },
    ],
    spec: record({
      args: listOf(argument),
      metrics: listOf(metric),
      dryRun: listOf(record({ metricName: text })),
      measurementRetention: listOf(record({ metricName: text, limit: whole })),
      terminate: flag,
    }),
    status: record({
      phase,
      message: text,
      startedAt: time,
      completedAt: time,
      dryRunSummary: record(summary),
      runSummary: record(summary),
      metricResults: listOf(
        record({
          name: text,
          phase,
          message: text,
          dryRun: flag,
          ...summary,
          consecutiveError: whole,
          consecutiveSuccess: whole,
          metadata: mapOf(text),
          measurements: listOf(
            record({
              phase,
              message: text,
              value: text,
              startedAt: time,
              finishedAt: time,
              resumeAt: time,
              metadata: mapOf(text),
            }),
          ),
        }),
      ),
    }),
  }),
  customResourceDefinition({
    group,
    version,
    kind: 'Experiment',
    plural: 'experiments',
    shortNames: ['exp'],
    columns: [
      { ...statusColumn, description: 'Experiment status' },
      { ...age, description: 'Time since resource was created' },
    ],
    spec: record({
      templates: listOf(anyObject),
      analyses: listOf(anyObject),
      duration: text,
      progressDeadlineSeconds: whole,
      terminate: flag,
      scaleDownDelaySeconds: whole,
    }),
    status: record({
      phase,
      message: text,
      availableAt: time,
      conditions,
      templateStatuses: listOf(anyValue),
      analysisRuns: listOf(anyValue),
    }),
  }),
];
