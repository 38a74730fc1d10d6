/** Why a HelmRelease cannot be brought on its way, in Flux's words; `reason` is that of its Ready condition. */
export class ReleaseFailure extends Error {
  constructor(
    readonly reason: string,
    message: string,
    /** Somebody has to change something: trying again would give the same. */
    readonly isTerminal = false,
  ) {
    super(message);
    this.name = 'ReleaseFailure';
  }
}
