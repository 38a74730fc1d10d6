export type KustomizeReason =
  | 'ArtifactFailed'
  | 'BuildFailed'
  | 'DependencyNotReady'
  | 'HealthCheckFailed'
  | 'PruneFailed'
  | 'ReconciliationFailed';

/** Why a Kustomization could not be reconciled, in Flux's words; `reason` is that of its Ready condition. */
export class KustomizeFailure extends Error {
  constructor(
    readonly reason: KustomizeReason,
    message: string,
    /** It passes by itself, so that nobody is told by an event. */
    readonly isQuiet = false,
  ) {
    super(message);
    this.name = 'KustomizeFailure';
  }
}
