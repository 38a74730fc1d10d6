import type { CanaryStep } from '../Rollout';

/** A step as events name it: `setWeight: 20`. */
export function canaryStepText(step: CanaryStep): string {
  switch (step.kind) {
    case 'setWeight':
      return `setWeight: ${step.weight}`;
    case 'pause':
      return step.text;
    case 'analysis':
      return 'analysis';
    case 'setCanaryScale':
      if (step.matchTrafficWeight) {
        return 'setCanaryScale{matchTrafficWeight: true}';
      }
      return step.weight === undefined
        ? `setCanaryScale{replicas: ${step.replicas}}`
        : `setCanaryScale{weight: ${step.weight}}`;
    default:
      return 'invalid';
  }
}
