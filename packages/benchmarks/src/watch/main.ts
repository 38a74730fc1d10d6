import { fork, type ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { LatencyReport, MemoryReport, Task } from './Task';

const PODS = 10_000;
const CHANGES_PER_SECOND = 200;
const SUBSCRIBERS = 50;
const DURATION_MS = 30_000;
const HOLD_MS = 10_000;

const children = new Set<ChildProcess>();

/** One child process, one task, one answer. The child lives until `stop`. */
function start<A>(task: Task): { answer: Promise<A>; stop: () => void } {
  const child = fork(require.resolve('./child'));
  children.add(child);
  const answer = new Promise<A>((resolve, reject) => {
    // Backstage's module loader reports the files it loaded over the same channel.
    child.on('message', (message: object) => {
      if ('answer' in message) resolve(message.answer as A);
    });
    child.once('exit', code =>
      reject(new Error(`${task.kind} ended with code ${code}`)),
    );
  });
  child.send(task);
  return { answer, stop: () => child.kill() };
}

async function perform<A>(task: Task): Promise<A> {
  const { answer, stop } = start<A>(task);
  try {
    return await answer;
  } finally {
    stop();
  }
}

async function main(): Promise<void> {
  const rounds = roundsOf(process.argv.slice(2));
  const epochMs = Date.now();
  const server = start<string>({
    kind: 'serve',
    pods: PODS,
    changesPerSecond: CHANGES_PER_SECOND,
    epochMs,
  });
  const url = await server.answer;
  console.log(
    `${PODS} pods at ${CHANGES_PER_SECOND} changes/s; ${SUBSCRIBERS} subscribers of 5 queries for ${
      DURATION_MS / 1000
    } s …`,
  );
  const hold = (by: 'orrery' | 'client-node') =>
    perform<MemoryReport>({
      kind: 'hold',
      by,
      url,
      pods: PODS,
      holdMs: HOLD_MS,
    });
  console.log(
    `${''.padEnd(28)}${['orrery', 'makeInformer', 'ratio'].map(cell).join('')}`,
  );
  for (let round = 0; round < rounds; round += 1) {
    printMemory(await hold('orrery'), await hold('client-node'));
  }
  const latency = await perform<LatencyReport>({
    kind: 'follow',
    url,
    pods: PODS,
    subscribers: SUBSCRIBERS,
    durationMs: DURATION_MS,
    epochMs,
  });
  server.stop();
  printLatency(latency);
}

/** How often memory is measured: `--rounds`, default 1. */
function roundsOf(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '1' } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100)
    throw new Error(`--rounds must be 1–100, got ${values.rounds}`);
  return rounds;
}

function printMemory(ours: MemoryReport, theirs: MemoryReport): void {
  const rows: readonly (readonly [string, (of: MemoryReport) => number])[] = [
    [
      'RSS added by the pods, MB',
      ({ rssBytes, rssBeforeBytes }) => (rssBytes - rssBeforeBytes) / 1e6,
    ],
    ['RSS of the process, MB', ({ rssBytes }) => rssBytes / 1e6],
    [
      'heap added by the pods, MB',
      ({ heapBytes, heapBeforeBytes }) => (heapBytes - heapBeforeBytes) / 1e6,
    ],
    ['heap in use, MB', ({ heapBytes }) => heapBytes / 1e6],
    ['all pods there after, s', ({ syncMs }) => syncMs / 1e3],
    ['  processor time for it, s', ({ syncCpuMs }) => syncCpuMs / 1e3],
  ];
  for (const [name, of] of rows) {
    const [our, their] = [of(ours), of(theirs)];
    console.log(
      `${name.padEnd(28)}${[our, their, our / their]
        .map(value => cell(value.toFixed(2)))
        .join('')}`,
    );
  }
}

function printLatency(report: LatencyReport): void {
  console.log(
    `rows delivered/s            ${cell(report.rowsPerSecond.toFixed(0))}`,
  );
  console.log(
    `batches delivered/s         ${cell(report.batchesPerSecond.toFixed(0))}`,
  );
  console.log(`event → subscriber p50, ms  ${cell(report.p50Ms.toFixed(1))}`);
  console.log(
    `event → subscriber p99, ms  ${cell(
      report.p99Ms.toFixed(1),
    )}   target ≤ 50`,
  );
  console.log(
    `computations                ${cell(String(report.computations))}`,
  );
}

function cell(text: string): string {
  return text.padStart(14);
}

main()
  .catch(error => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    for (const child of children) child.kill();
  });
