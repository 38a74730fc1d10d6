import {
  countAt,
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  type JsonRecord,
} from '@orrery/kubernetes-model';

export interface RolloutCondition {
  readonly type: string;
  readonly status: string;
  readonly lastUpdateTime: string;
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
}

export interface RunStatus {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
}

export interface TrafficDestination {
  readonly weight: number;
  readonly podTemplateHash?: string;
  readonly serviceName?: string;
}

export interface PauseCondition {
  readonly reason: string;
  readonly startTime: string;
}

/** `status` of a Rollout, field by field as on the wire. */
export interface RolloutStatus {
  readonly HPAReplicas?: number;
  readonly abort?: boolean;
  readonly abortedAt?: string;
  readonly availableReplicas?: number;
  readonly blueGreen?: {
    readonly activeSelector?: string;
    readonly previewSelector?: string;
    readonly prePromotionAnalysisRunStatus?: RunStatus;
    readonly postPromotionAnalysisRunStatus?: RunStatus;
    readonly scaleUpPreviewCheckPoint?: boolean;
  };
  readonly canary?: {
    readonly currentBackgroundAnalysisRunStatus?: RunStatus;
    readonly currentStepAnalysisRunStatus?: RunStatus;
    readonly weights?: {
      readonly canary: TrafficDestination;
      readonly stable: TrafficDestination;
    };
  };
  readonly collisionCount?: number;
  readonly conditions?: readonly RolloutCondition[];
  readonly controllerPause?: boolean;
  readonly currentPodHash?: string;
  readonly currentStepHash?: string;
  readonly currentStepIndex?: number;
  readonly message?: string;
  readonly observedGeneration?: string;
  readonly pauseConditions?: readonly PauseCondition[];
  readonly phase?: string;
  readonly promoteFull?: boolean;
  readonly readyReplicas?: number;
  readonly replicas?: number;
  readonly restartedAt?: string;
  readonly selector?: string;
  readonly stableRS?: string;
  readonly updatedReplicas?: number;
  readonly workloadObservedGeneration?: string;
}

export function parseRolloutStatus(status: unknown): RolloutStatus {
  return {
    HPAReplicas: countAt(status, 'HPAReplicas'),
    abort: isTrueAt(status, 'abort') || undefined,
    abortedAt: stringAt(status, 'abortedAt'),
    availableReplicas: countAt(status, 'availableReplicas'),
    blueGreen: blueGreenOf(recordAt(status, 'blueGreen')),
    canary: canaryOf(recordAt(status, 'canary')),
    collisionCount: countAt(status, 'collisionCount'),
    conditions: rolloutConditionsOf(status),
    controllerPause: isTrueAt(status, 'controllerPause') || undefined,
    currentPodHash: stringAt(status, 'currentPodHash'),
    currentStepHash: stringAt(status, 'currentStepHash'),
    currentStepIndex: countAt(status, 'currentStepIndex'),
    message: stringAt(status, 'message'),
    observedGeneration: stringAt(status, 'observedGeneration'),
    pauseConditions: pausesOf(status),
    phase: stringAt(status, 'phase'),
    promoteFull: isTrueAt(status, 'promoteFull') || undefined,
    readyReplicas: countAt(status, 'readyReplicas'),
    replicas: countAt(status, 'replicas'),
    restartedAt: stringAt(status, 'restartedAt'),
    selector: stringAt(status, 'selector'),
    stableRS: stringAt(status, 'stableRS'),
    updatedReplicas: countAt(status, 'updatedReplicas'),
    workloadObservedGeneration: stringAt(status, 'workloadObservedGeneration'),
  };
}

function canaryOf(canary: JsonRecord | undefined): RolloutStatus['canary'] {
  if (!canary) return undefined;
  const weights = recordAt(canary, 'weights');
  return {
    currentBackgroundAnalysisRunStatus: runStatusOf(
      recordAt(canary, 'currentBackgroundAnalysisRunStatus'),
    ),
    currentStepAnalysisRunStatus: runStatusOf(
      recordAt(canary, 'currentStepAnalysisRunStatus'),
    ),
    ...(weights
      ? {
          weights: {
            canary: destinationOf(weights.canary),
            stable: destinationOf(weights.stable),
          },
        }
      : {}),
  };
}

function blueGreenOf(
  blueGreen: JsonRecord | undefined,
): RolloutStatus['blueGreen'] {
  if (!blueGreen) return undefined;
  return {
    activeSelector: stringAt(blueGreen, 'activeSelector'),
    previewSelector: stringAt(blueGreen, 'previewSelector'),
    prePromotionAnalysisRunStatus: runStatusOf(
      recordAt(blueGreen, 'prePromotionAnalysisRunStatus'),
    ),
    postPromotionAnalysisRunStatus: runStatusOf(
      recordAt(blueGreen, 'postPromotionAnalysisRunStatus'),
    ),
    scaleUpPreviewCheckPoint:
      isTrueAt(blueGreen, 'scaleUpPreviewCheckPoint') || undefined,
  };
}

function runStatusOf(run: JsonRecord | undefined): RunStatus | undefined {
  if (!run) return undefined;
  return {
    name: stringAt(run, 'name') ?? '',
    status: stringAt(run, 'status') ?? '',
    message: stringAt(run, 'message'),
  };
}

function destinationOf(destination: unknown): TrafficDestination {
  return {
    weight: numberAt(destination, 'weight') ?? 0,
    podTemplateHash: stringAt(destination, 'podTemplateHash'),
    serviceName: stringAt(destination, 'serviceName'),
  };
}

function pausesOf(status: unknown): readonly PauseCondition[] | undefined {
  const pauses = recordsAt(status, 'pauseConditions').map(each => ({
    reason: stringAt(each, 'reason') ?? '',
    startTime: stringAt(each, 'startTime') ?? '',
  }));
  return pauses.length > 0 ? pauses : undefined;
}

function rolloutConditionsOf(
  status: unknown,
): readonly RolloutCondition[] | undefined {
  const found = recordsAt(status, 'conditions').map(each => ({
    type: stringAt(each, 'type') ?? '',
    status: stringAt(each, 'status') ?? '',
    lastUpdateTime: stringAt(each, 'lastUpdateTime') ?? '',
    lastTransitionTime: stringAt(each, 'lastTransitionTime') ?? '',
    reason: stringAt(each, 'reason') ?? '',
    message: stringAt(each, 'message') ?? '',
  }));
  return found.length > 0 ? found : undefined;
}
