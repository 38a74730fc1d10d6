import {
  countAt,
  isTrueAt,
  numberAt,
  parseTimeMs,
  recordAt,
  recordsAt,
  stringAt,
  type JsonRecord,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import { intOrPercent, secondsOf } from './intOrPercent';
import { parseRolloutStatus, type RolloutStatus } from './RolloutStatus';

/** What an analysis of a strategy or step names. */
export interface AnalysisReference {
  readonly templates: readonly {
    readonly name: string;
    readonly isClusterScoped: boolean;
  }[];
  readonly args: readonly JsonRecord[];
  readonly dryRun: readonly JsonRecord[];
  readonly startingStep?: number;
}

export type CanaryStep =
  | { readonly kind: 'setWeight'; readonly weight: number }
  | { readonly kind: 'pause'; readonly seconds?: number; readonly text: string }
  | {
      readonly kind: 'setCanaryScale';
      readonly weight?: number;
      readonly replicas?: number;
      readonly matchTrafficWeight: boolean;
    }
  | { readonly kind: 'analysis'; readonly analysis: AnalysisReference }
  | { readonly kind: 'unsupported'; readonly name: string };

interface StrategyBase {
  readonly maxUnavailable: number;
  readonly maxSurge: number;
  readonly scaleDownDelaySeconds: number;
  readonly scaleDownDelayRevisionLimit?: number;
  /** 0 leaves the ReplicaSet of an aborted update as it is. */
  readonly abortScaleDownDelaySeconds: number;
}

export interface CanaryStrategy extends StrategyBase {
  readonly kind: 'canary';
  readonly steps: readonly CanaryStep[];
  readonly canaryService?: string;
  readonly stableService?: string;
  readonly trafficRouting?: JsonRecord;
  readonly dynamicStableScale: boolean;
  /** Runs in the background of the update. */
  readonly analysis?: AnalysisReference;
}

export interface BlueGreenStrategy extends StrategyBase {
  readonly kind: 'blueGreen';
  readonly activeService: string;
  readonly previewService?: string;
  readonly previewReplicaCount?: number;
  readonly autoPromotionEnabled: boolean;
  readonly autoPromotionSeconds: number;
  readonly prePromotionAnalysis?: AnalysisReference;
  readonly postPromotionAnalysis?: AnalysisReference;
}

/** A Rollout with its defaults, its template resolved. */
export interface Rollout {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly selector: JsonRecord;
  readonly template: JsonRecord;
  readonly strategy?: CanaryStrategy | BlueGreenStrategy;
  readonly minReadySeconds: number;
  readonly revisionHistoryLimit: number;
  /** A rollback to one of that many revisions before the newest skips its steps. */
  readonly rollbackWindowRevisions: number;
  readonly progressDeadlineSeconds: number;
  readonly progressDeadlineAbort: boolean;
  readonly paused: boolean;
  readonly restartAtMs?: number;
  readonly status: RolloutStatus;
}

const DEFAULT_SCALE_DOWN_DELAY_SECONDS = 30;
const DEFAULT_MAX = '25%';

/** Reads a Rollout; `workload` is what `spec.workloadRef` names. Defaults are those of Argo Rollouts 1.8. */
export function parseRollout(
  object: KubernetesObject,
  workload?: KubernetesObject,
): Rollout {
  const { spec } = object;
  const replicas = countAt(spec, 'replicas') ?? 1;
  const restartAt = stringAt(spec, 'restartAt');
  return {
    object,
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? '',
    replicas,
    selector:
      recordAt(spec, 'selector') ??
      recordAt(workload, 'spec', 'selector') ??
      {},
    template:
      recordAt(workload, 'spec', 'template') ??
      recordAt(spec, 'template') ??
      {},
    strategy: strategyOf(recordAt(spec, 'strategy'), replicas),
    minReadySeconds: countAt(spec, 'minReadySeconds') ?? 0,
    revisionHistoryLimit: countAt(spec, 'revisionHistoryLimit') ?? 10,
    rollbackWindowRevisions: countAt(spec, 'rollbackWindow', 'revisions') ?? 0,
    progressDeadlineSeconds: countAt(spec, 'progressDeadlineSeconds') ?? 600,
    progressDeadlineAbort: isTrueAt(spec, 'progressDeadlineAbort'),
    paused: isTrueAt(spec, 'paused'),
    ...(restartAt ? { restartAtMs: parseTimeMs(restartAt) } : {}),
    status: parseRolloutStatus(object.status),
  };
}

function strategyOf(
  strategy: JsonRecord | undefined,
  replicas: number,
): CanaryStrategy | BlueGreenStrategy | undefined {
  const blueGreen = recordAt(strategy, 'blueGreen');
  if (blueGreen) return blueGreenOf(blueGreen, replicas);
  const canary = recordAt(strategy, 'canary');
  return canary && canaryOf(canary, replicas);
}

function canaryOf(canary: JsonRecord, replicas: number): CanaryStrategy {
  return {
    kind: 'canary',
    ...limitsOf(canary, replicas),
    steps: recordsAt(canary, 'steps').map(stepOf),
    canaryService: stringAt(canary, 'canaryService'),
    stableService: stringAt(canary, 'stableService'),
    trafficRouting: recordAt(canary, 'trafficRouting'),
    dynamicStableScale: isTrueAt(canary, 'dynamicStableScale'),
    analysis: analysisOf(recordAt(canary, 'analysis')),
  };
}

function blueGreenOf(spec: JsonRecord, replicas: number): BlueGreenStrategy {
  return {
    kind: 'blueGreen',
    ...limitsOf(spec, replicas),
    activeService: stringAt(spec, 'activeService') ?? '',
    previewService: stringAt(spec, 'previewService'),
    previewReplicaCount: countAt(spec, 'previewReplicaCount'),
    autoPromotionEnabled: spec.autoPromotionEnabled !== false,
    autoPromotionSeconds: countAt(spec, 'autoPromotionSeconds') ?? 0,
    prePromotionAnalysis: analysisOf(recordAt(spec, 'prePromotionAnalysis')),
    postPromotionAnalysis: analysisOf(recordAt(spec, 'postPromotionAnalysis')),
  };
}

function limitsOf(spec: JsonRecord, replicas: number): StrategyBase {
  const maxSurge = intOrPercent(spec.maxSurge ?? DEFAULT_MAX, replicas, 'up');
  const unavailable = intOrPercent(
    spec.maxUnavailable ?? DEFAULT_MAX,
    replicas,
    'down',
  );
  return {
    maxSurge,
    // Nothing could move with both at 0.
    maxUnavailable: maxSurge === 0 && unavailable === 0 ? 1 : unavailable,
    scaleDownDelaySeconds:
      countAt(spec, 'scaleDownDelaySeconds') ??
      DEFAULT_SCALE_DOWN_DELAY_SECONDS,
    scaleDownDelayRevisionLimit: countAt(spec, 'scaleDownDelayRevisionLimit'),
    abortScaleDownDelaySeconds:
      countAt(spec, 'abortScaleDownDelaySeconds') ??
      DEFAULT_SCALE_DOWN_DELAY_SECONDS,
  };
}

function stepOf(step: JsonRecord): CanaryStep {
  const weight = numberAt(step, 'setWeight');
  if (weight !== undefined) return { kind: 'setWeight', weight };
  const pause = recordAt(step, 'pause');
  if (pause) {
    const { duration } = pause;
    return {
      kind: 'pause',
      seconds: secondsOf(duration),
      text: duration === undefined ? 'pause' : `pause: ${String(duration)}`,
    };
  }
  const scale = recordAt(step, 'setCanaryScale');
  if (scale) {
    return {
      kind: 'setCanaryScale',
      weight: numberAt(scale, 'weight'),
      replicas: countAt(scale, 'replicas'),
      matchTrafficWeight: isTrueAt(scale, 'matchTrafficWeight'),
    };
  }
  const analysis = analysisOf(recordAt(step, 'analysis'));
  if (analysis) return { kind: 'analysis', analysis };
  return { kind: 'unsupported', name: Object.keys(step)[0] ?? 'empty step' };
}

function analysisOf(
  analysis: JsonRecord | undefined,
): AnalysisReference | undefined {
  if (!analysis) return undefined;
  return {
    templates: recordsAt(analysis, 'templates').map(each => ({
      name: stringAt(each, 'templateName') ?? '',
      isClusterScoped: isTrueAt(each, 'clusterScope'),
    })),
    args: recordsAt(analysis, 'args'),
    dryRun: recordsAt(analysis, 'dryRun'),
    startingStep: countAt(analysis, 'startingStep'),
  };
}
