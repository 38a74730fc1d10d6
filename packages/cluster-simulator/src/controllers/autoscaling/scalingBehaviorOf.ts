import {
  isJsonObject,
  JsonObject,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../../json/readJson';
import type {
  ScalingBehavior,
  ScalingPolicy,
  ScalingRules,
} from './limitChange';

const defaults: ScalingBehavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    selectPolicy: 'Max',
    policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
  },
};

/** `spec.behavior` with the defaults of what it leaves out; undefined without one. Source: `SetDefaults_HorizontalPodAutoscalerBehavior`. */
export function scalingBehaviorOf(
  autoscaler: unknown,
): ScalingBehavior | undefined {
  const behavior = objectAt(autoscaler, 'spec').behavior;
  if (!isJsonObject(behavior)) return undefined;
  return {
    scaleUp: rulesOf(objectAt(behavior, 'scaleUp'), defaults.scaleUp),
    scaleDown: rulesOf(objectAt(behavior, 'scaleDown'), defaults.scaleDown),
  };
}

function rulesOf(given: JsonObject, missing: ScalingRules): ScalingRules {
  const policy = stringAt(given, 'selectPolicy');
  const policies = objectsAt(given, 'policies').map(policyOf);
  return {
    stabilizationWindowSeconds:
      numberAt(given, 'stabilizationWindowSeconds') ??
      missing.stabilizationWindowSeconds,
    selectPolicy: policy === 'Min' || policy === 'Disabled' ? policy : 'Max',
    policies: policies.length > 0 ? policies : missing.policies,
  };
}

function policyOf(policy: JsonObject): ScalingPolicy {
  return {
    type: stringAt(policy, 'type') === 'Pods' ? 'Pods' : 'Percent',
    value: numberAt(policy, 'value') ?? 0,
    periodSeconds: numberAt(policy, 'periodSeconds') ?? 15,
  };
}
