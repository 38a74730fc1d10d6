import type {
  CommandOutcome,
  CommandStreams,
  RunCommand,
} from './CommandStreams';

/** Runs it to its end, whatever happens. */
export async function runToOutcome(
  run: RunCommand,
  streams: CommandStreams,
): Promise<CommandOutcome> {
  try {
    return await run(streams);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message };
  }
}
