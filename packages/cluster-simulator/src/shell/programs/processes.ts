import { parseCount, parseOptions } from '../parseOptions';
import { UsageError, type Program, type ProgramContext } from '../Program';
import { humanSize } from './listing';

const TOP_INTERVAL_MS = 2_000;

const ps: Program = async ({ args, host, stdout }) => {
  const isLong = args.some(arg => /^-?[aefuxl]+$/.test(arg));
  const nowMs = host.nowMs();
  await stdout.write(
    isLong
      ? 'USER       PID %CPU %MEM    RSS STARTED  TIME     COMMAND\n'
      : 'PID   USER     TIME  COMMAND\n',
  );
  for (const process of host.processes()) {
    const seconds =
      Math.max(0, (nowMs - process.startedAtMs) / 1000) * process.cpuRatio;
    const time = `${Math.floor(seconds / 60)}:${String(
      Math.floor(seconds % 60),
    ).padStart(2, '0')}`;
    await stdout.write(
      isLong
        ? `${process.user.padEnd(8)}${String(process.pid).padStart(
            6,
          )} ${percent(process.cpuRatio)} ${percent(
            process.memoryBytes / host.memoryLimitBytes,
          )} ${String(Math.round(process.memoryBytes / 1024)).padStart(
            6,
          )} ${new Date(process.startedAtMs)
            .toISOString()
            .slice(11, 16)}    ${time.padEnd(8)} ${process.command}\n`
        : `${String(process.pid).padStart(5)} ${process.user.padEnd(
            8,
          )} ${time.padStart(5)} ${process.command}\n`,
    );
  }
  return 0;
};

function percent(ratio: number): string {
  return (ratio * 100).toFixed(1).padStart(4);
}

/** In batch mode, or on a terminal until `q`, Ctrl-C or the end of input. */
const top: Program = async context => {
  const { args, host, stdin, stdout, signal, terminal } = context;
  const { flags, values } = parseOptions(args, ['b'], ['n', 'd']);
  const rounds = values.has('n') ? parseCount(values.get('n') ?? '') : Infinity;
  if (flags.has('b') || !terminal) {
    for (let round = 0; round < Math.min(rounds, 1_000); round += 1) {
      if (round > 0) await host.sleep(TOP_INTERVAL_MS, signal);
      await stdout.write(`${topScreen(context).join('\n')}\n\n`);
    }
    return 0;
  }
  terminal.takeKeys();
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const keys = (async () => {
    for await (const chunk of stdin) if (/[qQ]/.test(chunk.toString())) break;
    stop.abort();
  })().catch(() => {
    // The terminal was taken back: nothing more is typed for this program.
  });
  for (let round = 0; round < rounds && !ended.aborted; round += 1) {
    const { rows, columns } = terminal.size();
    const lines = topScreen(context)
      .slice(0, rows - 1)
      .map(line => line.slice(0, columns));
    await stdout.write(`\u001b[H\u001b[2J${lines.join('\r\n')}\r\n`);
    await host.sleep(TOP_INTERVAL_MS, ended).catch(() => {
      // Asked to end: the condition of the loop sees it.
    });
  }
  if (ended.aborted) await keys;
  return 0;
};

function topScreen({ host }: ProgramContext): readonly string[] {
  const processes = [...host.processes()].sort(
    (a, b) => b.cpuRatio - a.cpuRatio,
  );
  const used = processes.reduce((sum, each) => sum + each.memoryBytes, 0);
  const busy = processes.reduce((sum, each) => sum + each.cpuRatio, 0);
  return [
    `Mem: ${humanSize(used)} used, ${humanSize(
      Math.max(0, host.memoryLimitBytes - used),
    )} free`,
    `CPU: ${percent(
      Math.min(1, busy / Math.max(0.01, host.cpuLimitCores)),
    )}% of ${host.cpuLimitCores} cores`,
    '  PID USER      %CPU  %MEM COMMAND',
    ...processes.map(
      each =>
        `${String(each.pid).padStart(5)} ${each.user.padEnd(8)} ${percent(
          each.cpuRatio,
        )}  ${percent(each.memoryBytes / host.memoryLimitBytes)} ${
          each.command
        }`,
    ),
  ];
}

const sleep: Program = async ({ args, host, signal }) => {
  const units: Readonly<Record<string, number>> = {
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
  };
  let seconds = 0;
  for (const arg of args) {
    const [, number, unit] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(arg) ?? [];
    if (number === undefined) throw new UsageError(`invalid number '${arg}'`);
    seconds += Number(number) * (units[unit] ?? 1);
  }
  await host.sleep(Math.min(seconds * 1000, 86_400_000), signal);
  return 0;
};

const kill: Program = async ({ args, host }) => {
  for (const arg of args.filter(each => !each.startsWith('-')))
    if (!host.kill(parseCount(arg)))
      throw new Error(`can't kill pid ${arg}: No such process`);
  return 0;
};

const free: Program = async ({ args, host, stdout }) => {
  const { flags } = parseOptions(args, ['h', 'm', 'k', 'b']);
  const used = host
    .processes()
    .reduce((sum, each) => sum + each.memoryBytes, 0);
  const show = (byteCount: number) => {
    if (flags.has('h')) return humanSize(byteCount);
    return String(Math.round(byteCount / (flags.has('m') ? 1_048_576 : 1024)));
  };
  const cells = [
    host.memoryLimitBytes,
    used,
    Math.max(0, host.memoryLimitBytes - used),
  ].map(each => show(each).padStart(12));
  await stdout.write(
    `       ${['total', 'used', 'free']
      .map(each => each.padStart(12))
      .join('')}\nMem:   ${cells.join('')}\n`,
  );
  return 0;
};

/** Programs that look at processes. */
export const processPrograms: Readonly<Record<string, Program>> = {
  ps,
  top,
  sleep,
  kill,
  free,
};
