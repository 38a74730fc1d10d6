import { stringAt, type KubernetesObject } from '@orrery/kubernetes-model';

export type AnalysisPhase =
  | 'Running'
  | 'Successful'
  | 'Failed'
  | 'Error'
  | 'Inconclusive';

export const ANALYSIS_RUN = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisRun',
} as const;

const completed: readonly string[] = [
  'Successful',
  'Failed',
  'Error',
  'Inconclusive',
];

export function isCompleted(phase: string | undefined): boolean {
  return phase !== undefined && completed.includes(phase);
}

export function runPhaseOf(run: KubernetesObject): string | undefined {
  return stringAt(run, 'status', 'phase');
}
