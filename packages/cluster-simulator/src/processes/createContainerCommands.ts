import { PassThrough, type Writable } from 'node:stream';
import {
  containerBehaviour,
  exitReason,
} from '../controllers/kubelet/containerBehaviour';
import type { PodAfflictions } from '../controllers/kubelet/PodAfflictions';
import type { Container, Pod } from '../controllers/kinds/Pod';
import type { LogLine } from '../server/ports';
import { noInput } from '../shell/bytePipe';
import type { ContainerHost } from '../shell/ContainerHost';
import { createShellState, type ByteSink } from '../shell/Program';
import { Shell } from '../shell/Shell';
import { containerEnvironment } from './containerEnvironment';
import { containerFiles } from './containerFiles';
import {
  createContainerHost,
  type ContainerHostOptions,
} from './createContainerHost';

/** One run of a container's one-shot command, as far as it got. */
export interface CommandRun {
  readonly lines: readonly LogLine[];
  readonly end?: { readonly exitCode: number; readonly atMs: number };
  /** What the command reads, of a container with `stdin`: whoever attaches writes to it. */
  readonly stdin?: Writable;
}

/**
 * The one-shot commands of containers (`wget …`, `sh -c 'echo …'`), run in the simulated shell: the kubelet learns from it when and how
 * they end.
 *
 * - A command starts soon after its container, and is aborted when its pod is deleted.
 * - A run is remembered as long as its pod; its output up to 5 000 lines.
 */
export interface ContainerCommands extends PodAfflictions {
  /** Undefined for a container that runs something else. */
  runOf(
    pod: Pod,
    container: string,
    restartCount: number,
  ): CommandRun | undefined;
  /** The main process ends, as a shell does that someone left. */
  end(pod: Pod, container: string, exitCode: number): void;
  dispose(): void;
}

interface MutableRun {
  readonly lines: LogLine[];
  readonly abort: AbortController;
  readonly stdin?: PassThrough;
  end?: CommandRun['end'];
}

const MAX_LINES = 5_000;
const START_MS = 200;
/** A run shows at least so long. */
const MIN_RUN_MS = 1_000;
/** How long a connection is tried while nobody listens at the other end. */
const CONNECT_ATTEMPTS = 20;
const CONNECT_PAUSE_MS = 500;

/** Nothing runs until a kubelet asks for it. */
export function createContainerCommands(
  options: ContainerHostOptions,
): ContainerCommands {
  const { store, clock } = options;
  /** By the pod's uid, then by container and run. */
  const runs = new Map<string, Map<string, MutableRun>>();
  const listeners = new Set<(pod: Pod) => void>();
  const unsubscribe = store.subscribe('pods', ({ kind, object }) => {
    if (kind === 'deleted') forget(object.metadata.uid ?? '');
  });

  function forget(uid: string) {
    for (const run of runs.get(uid)?.values() ?? []) {
      run.abort.abort();
      run.stdin?.destroy();
    }
    runs.delete(uid);
  }

  function find(pod: Pod, container: string, restartCount: number) {
    return runs
      .get(pod.metadata.uid ?? '')
      ?.get(`${container}/${restartCount}`);
  }

  function open(
    pod: Pod,
    container: string,
    restartCount: number,
    hasStdin = false,
  ): MutableRun {
    const uid = pod.metadata.uid ?? '';
    const run: MutableRun = {
      lines: [],
      abort: new AbortController(),
      ...(hasStdin && { stdin: new PassThrough() }),
    };
    const ofPod = runs.get(uid) ?? new Map<string, MutableRun>();
    ofPod.delete(`${container}/${restartCount - 2}`);
    runs.set(uid, ofPod.set(`${container}/${restartCount}`, run));
    return run;
  }

  function finish(pod: Pod, run: MutableRun, exitCode: number) {
    if (run.abort.signal.aborted || run.end) return;
    run.end = { exitCode, atMs: clock.nowMs() };
    listeners.forEach(listener => listener(pod));
  }

  async function start(known: Pod, container: Container, run: MutableRun) {
    const { namespace, name } = known.metadata;
    const pod = store.get('pods', namespace, name) ?? known;
    const { signal } = run.abort;
    const host = patient(createContainerHost(pod, container, options), signal);
    const shell = new Shell({
      files: containerFiles(pod, container, store, host),
      host,
      signal,
      state: createShellState(containerEnvironment(pod, container, store)),
    });
    const log = lineSink(run.lines, () => clock.nowMs());
    const exitCode = await shell.runCommand(
      [...(container.command ?? []), ...(container.args ?? [])],
      { stdin: run.stdin ?? noInput(), stdout: log.sink, stderr: log.sink },
    );
    log.flush();
    finish(pod, run, exitCode);
  }

  return {
    of(pod, { container: name, restartCount, startedAtMs }) {
      let run = find(pod, name, restartCount);
      if (!run) {
        const container = [
          ...pod.spec.containers,
          ...(pod.spec.ephemeralContainers ?? []),
        ].find(each => each.name === name);
        if (!container?.command?.length && !container?.args?.length)
          return undefined;
        const { exit } = containerBehaviour(pod, container, {
          isInit: false,
          restartCount,
        });
        if (!exit?.isOneShot) return undefined;
        const hasStdin = container.stdin === true;
        const opened = open(pod, name, restartCount, hasStdin);
        run = opened;
        clock.schedule(START_MS, () => {
          if (opened.abort.signal.aborted) return;
          start(pod, container, opened).catch(error => {
            opened.lines.push({ timeMs: clock.nowMs(), text: String(error) });
            finish(pod, opened, 1);
          });
        });
      }
      const { exitCode, atMs } = run.end ?? { exitCode: 0, atMs: Infinity };
      const afterMs = Math.max(MIN_RUN_MS, atMs - startedAtMs);
      return { exit: { afterMs, exitCode, reason: exitReason(exitCode) } };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    runOf: find,
    end(pod, container, exitCode) {
      const status = statusesOf(pod).find(({ name }) => name === container);
      if (!status?.state.running) return;
      const { restartCount } = status;
      const run =
        find(pod, container, restartCount) ??
        open(pod, container, restartCount);
      finish(pod, run, exitCode);
    },
    dispose() {
      unsubscribe();
      [...runs.keys()].forEach(forget);
      listeners.clear();
    },
  };
}

function statusesOf({ status }: Pod) {
  return [
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ];
}

/** Tries on while nobody listens, as a connection does whose first packets are lost: what it wants to reach may still be starting. */
function patient(host: ContainerHost, signal: AbortSignal): ContainerHost {
  return {
    ...host,
    async fetch(url) {
      for (let attempt = 1; attempt < CONNECT_ATTEMPTS; attempt++) {
        const answer = await host.fetch(url);
        if (answer) return answer;
        await host.sleep(CONNECT_PAUSE_MS, signal);
      }
      return host.fetch(url);
    },
  };
}

function lineSink(
  lines: LogLine[],
  nowMs: () => number,
): { readonly sink: ByteSink; flush(): void } {
  let rest = '';
  const add = (text: string) => {
    if (lines.length < MAX_LINES) lines.push({ timeMs: nowMs(), text });
  };
  return {
    sink: {
      async write(data) {
        const parts = (rest + data.toString()).split('\n');
        rest = parts.pop() ?? '';
        parts.forEach(add);
      },
    },
    flush: () => {
      if (rest) add(rest);
      rest = '';
    },
  };
}
