import type { KubernetesObject } from '@orrery/kubernetes-model';
import { JsonObject, objectAt, objectsAt, stringAt } from '../../json/readJson';
import { toTimestamp } from '../ControllerContext';
import type { Condition } from '../kinds/Pod';
import { replaceCondition } from '../replaceCondition';
import type { LimitedChange, Verdict } from './limitChange';
import type { MetricsVerdict } from './proposeForMetrics';

type ConditionType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited';

/** Collects what one round tells in the status of an autoscaler. */
export class ScalingReport {
  readonly #nowMs: number;
  #status: JsonObject;
  #conditions: readonly Condition[];

  constructor(autoscaler: KubernetesObject, nowMs: number) {
    this.#nowMs = nowMs;
    this.#status = objectAt(autoscaler, 'status');
    this.#conditions = objectsAt(this.#status, 'conditions').map(each => ({
      ...each,
      type: stringAt(each, 'type'),
      status: stringAt(each, 'status'),
    }));
  }

  succeeded(type: ConditionType, reason: string, message: string): void {
    this.#set(type, { status: 'True', reason, message });
  }

  failed(type: ConditionType, reason: string, message: string): void {
    this.#set(type, { status: 'False', reason, message });
  }

  current(replicas: number): void {
    this.#status = { ...this.#status, currentReplicas: replicas };
  }

  desired(replicas: number): void {
    this.#status = { ...this.#status, desiredReplicas: replicas };
  }

  metrics({ currentMetrics, scalingActive }: MetricsVerdict): void {
    const { currentMetrics: before, ...status } = this.#status;
    this.#status =
      currentMetrics.length > 0 ? { ...status, currentMetrics } : status;
    this.#set('ScalingActive', scalingActive);
  }

  limited({ ableToScale, scalingLimited }: LimitedChange): void {
    this.#set('AbleToScale', ableToScale);
    this.#set('ScalingLimited', scalingLimited);
  }

  rescaled(replicas: number): void {
    this.desired(replicas);
    this.#status = {
      ...this.#status,
      lastScaleTime: toTimestamp(this.#nowMs),
    };
    this.succeeded(
      'AbleToScale',
      'SucceededRescale',
      `the HPA controller was able to update the target scale to ${replicas}`,
    );
  }

  status(): JsonObject {
    return { ...this.#status, conditions: this.#conditions };
  }

  #set(type: ConditionType, verdict: Verdict): void {
    this.#conditions = replaceCondition(
      this.#conditions,
      { type, ...verdict },
      this.#nowMs,
    );
  }
}
