import type { CommandOutcome } from './CommandStreams';

/** The Status that ends a session on its error stream, as the kubelet words it. */
export function toOutcomeStatus(outcome: CommandOutcome): object {
  if (outcome.kind === 'failed') {
    return {
      metadata: {},
      status: 'Failure',
      message: outcome.message,
      reason: 'InternalError',
      code: 500,
    };
  }
  const { exitCode } = outcome;
  if (exitCode === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}
