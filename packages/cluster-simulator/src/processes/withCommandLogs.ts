import type { SimulationClock } from '../clock/SimulationClock';
import { parseKind } from '../controllers/TypedStore';
import type { LogLine, LogRequest, LogSource } from '../server/ports';
import type { CommandRun, ContainerCommands } from './createContainerCommands';
import { sleepOn } from './sleepOn';

const POLL_MS = 250;

/** A log source in which the log of a one-shot command is what it printed; the others are as they were. */
export function withCommandLogs(
  logs: LogSource,
  commands: ContainerCommands,
  clock: SimulationClock,
): LogSource {
  return {
    readLog: request => {
      const run = runOf(request, commands);
      return run ? linesOf(run, request, clock) : logs.readLog(request);
    },
  };
}

function runOf(
  request: LogRequest,
  commands: ContainerCommands,
): CommandRun | undefined {
  const pod = parseKind('pods', request.pod);
  const status = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ].find(({ name }) => name === request.container);
  const count = (status?.restartCount ?? 0) - (request.previous ? 1 : 0);
  return commands.runOf(pod, request.container, count);
}

async function* linesOf(
  run: CommandRun,
  { sinceMs = 0, tailLines, follow, signal }: LogRequest,
  clock: SimulationClock,
): AsyncGenerator<LogLine> {
  const isWanted = ({ timeMs }: LogLine) => timeMs >= sinceMs;
  const before = run.lines.filter(isWanted);
  let read = run.lines.length;
  yield* before.slice(Math.max(0, before.length - (tailLines ?? Infinity)));
  while (follow && !signal.aborted) {
    const isOver = run.end !== undefined;
    yield* run.lines.slice(read).filter(isWanted);
    read = run.lines.length;
    if (isOver) return;
    await sleepOn(clock, POLL_MS, signal).catch(() => {
      // An abort ends the iteration, as the condition above sees.
    });
  }
}
