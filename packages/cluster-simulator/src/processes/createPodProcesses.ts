import { createServer } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { duplexPair, PassThrough, type Duplex } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type { Container, Pod } from '../controllers/kinds/Pod';
import type { VirtualFiles } from '../files/VirtualFiles';
import type { LogSource } from '../server/ports';
import { noInput, NO_SINK, sinkOf } from '../shell/bytePipe';
import { createShellState } from '../shell/Program';
import { Shell } from '../shell/Shell';
import { StatusError } from '../status/StatusError';
import type {
  CommandOutcome,
  CommandStreams,
} from '../streaming/CommandStreams';
import type { PodProcesses } from '../streaming/PodProcesses';
import { TerminalSession } from '../terminal/TerminalSession';
import { answerHttp } from './answerHttp';
import { listenerOf } from './ClusterNetwork';
import { containerEnvironment } from './containerEnvironment';
import { containerFiles } from './containerFiles';
import type { ContainerCommands } from './createContainerCommands';
import {
  createContainerHost,
  type ContainerHostOptions,
} from './createContainerHost';

/** Whoever is attached is not told how the process ended: that stands in the status of the pod. */
const ATTACHED: CommandOutcome = { kind: 'exited', exitCode: 0 };

/** Containers whose files are remembered; the least recently used lose what was written to them. */
const MAX_FILE_SYSTEMS = 256;

export interface PodProcessesOptions extends ContainerHostOptions {
  readonly logs: LogSource;
  readonly commands: ContainerCommands;
  /** The real server behind a container that stands for one, such as the cluster's Prometheus. */
  readonly serverOf?: (pod: Pod, container: Container) => URL | undefined;
}

/**
 * What exec, attach and port-forward find in simulated pods: a shell over files in memory that live as long as the container's run, its
 * log, and HTTP on the ports that its spec names: of a simulated service, or of the server that it stands for.
 */
export function createPodProcesses(options: PodProcessesOptions): PodProcesses {
  const { store, logs, commands } = options;
  const fileSystems = new LRUCache<string, VirtualFiles>({
    max: MAX_FILE_SYSTEMS,
  });

  function filesOf(pod: Pod, container: Container): VirtualFiles {
    const run = statusOf(pod, container.name)?.restartCount ?? 0;
    const key = `${pod.metadata.uid}/${container.name}/${run}`;
    const known = fileSystems.get(key);
    if (known) return known;
    const host = createContainerHost(pod, container, options);
    const files = containerFiles(pod, container, store, host);
    fileSystems.set(key, files);
    return files;
  }

  const processes: PodProcesses = {
    requireRunning(pod, name) {
      if (!pod.spec.nodeName)
        throw new StatusError(
          'BadRequest',
          `pod ${pod.metadata.name} does not have a host assigned`,
        );
      if (!statusOf(pod, name)?.state.running)
        throw new StatusError('NotFound', `container not found ("${name}")`);
    },

    async exec(pod, name, command, streams) {
      const container = containerNamed(pod, name);
      const variables = containerEnvironment(pod, container, store);
      const shellOptions = {
        files: filesOf(pod, container),
        host: createContainerHost(pod, container, options),
        state: createShellState(variables, stringOr(container.workingDir, '/')),
      };
      const shell = new Shell({ ...shellOptions, signal: streams.signal });
      if (!shell.hasProgram(command[0])) return notFoundOutcome(command[0]);
      const { stdin, stdout, stderr, isTerminal } = streams;
      if (isTerminal && stdin && stdout) {
        const terminal = new TerminalSession(
          { ...streams, stdin, stdout },
          shellOptions,
        );
        try {
          return {
            kind: 'exited',
            exitCode: await terminal.runCommand(command),
          };
        } finally {
          terminal.dispose();
        }
      }
      const sink = stdout ? sinkOf(stdout) : NO_SINK;
      const exitCode = await shell.runCommand(command, {
        stdin: stdin ?? noInput(),
        stdout: sink,
        stderr: stderr ? sinkOf(stderr) : sink,
      });
      return { kind: 'exited', exitCode };
    },

    async attach(pod, name, streams) {
      const container = containerNamed(pod, name);
      const run = commands.runOf(
        pod,
        name,
        statusOf(pod, name)?.restartCount ?? 0,
      );
      if (run) {
        const { stdin } = run;
        if (stdin && streams.stdin)
          streams.stdin.pipe(stdin, { end: container.stdinOnce === true });
        // A command that printed before someone attached to it is not lost, as it may be in a real cluster.
        return followLog(logs, pod, name, streams, { isRead: !!stdin });
      }
      if (!streams.stdin || !isShell(container))
        return followLog(logs, pod, name, streams, { tailLines: 0 });
      const outcome = await processes.exec(pod, name, ['sh'], streams);
      const isLeft = !streams.signal.aborted || container.stdinOnce === true;
      if (isLeft && outcome.kind === 'exited')
        commands.end(pod, name, outcome.exitCode);
      return ATTACHED;
    },

    connect(pod, port) {
      const { namespace, name, uid } = pod.metadata;
      const findPod = () => {
        const found = store.get('pods', namespace, name);
        return found?.metadata.uid === uid ? found : undefined;
      };
      const current = findPod();
      if (!current)
        throw new Error(
          `failed to find sandbox of pod "${name}" in namespace "${namespace}": not found`,
        );
      const container = listenerOf(current, port);
      if (!container)
        throw new Error(
          `failed to connect to localhost:${port} inside namespace "${namespace}": dial tcp4 127.0.0.1:${port}: connect: connection refused`,
        );
      const untilGone = (connection: Duplex) => {
        const undo = store.subscribe('pods', ({ object }) => {
          if (object.metadata.uid !== uid) return;
          const known = findPod();
          if (!known || !listenerOf(known, port)) connection.destroy();
        });
        connection.once('close', undo);
        return connection;
      };
      const url = options.serverOf?.(current, container);
      if (url) return untilGone(connectTcp(Number(url.port), url.hostname));
      const [ours, theirs] = duplexPair();
      const server = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const { status, contentType, body } = answerHttp(
          findPod() ?? current,
          container,
          path,
        );
        response.writeHead(status, { 'content-type': contentType }).end(body);
      });
      server.emit('connection', ours);
      return untilGone(theirs);
    },
  };
  return processes;
}

async function followLog(
  logs: LogSource,
  pod: Pod,
  container: string,
  { stdout, stdin, signal }: CommandStreams,
  {
    isRead,
    ...range
  }: { readonly tailLines?: number; readonly isRead?: boolean },
): Promise<CommandOutcome> {
  if (!isRead) stdin?.pipe(new PassThrough()).resume();
  const sink = stdout ? sinkOf(stdout) : NO_SINK;
  const lines = logs.readLog({
    pod,
    container,
    previous: false,
    ...range,
    follow: true,
    signal,
  });
  for await (const { text } of lines) await sink.write(`${text}\n`);
  return ATTACHED;
}

/** Whether someone can type at what the container runs: a shell by its command, or by an image that starts one. */
function isShell({ stdin, command = [], args = [], image = '' }: Container) {
  const words = [...command, ...args];
  // As people look at nodes: `chroot /host sh`.
  const shellWords = words[0] === 'chroot' ? words.slice(2) : words;
  return (
    stdin === true &&
    (words.length === 0
      ? /(?:^|\/)(?:busybox|alpine|ubuntu|debian)(?:$|[:@])/.test(image)
      : shellWords.every(word =>
          /^(?:\/bin\/)?(?:ba|a)?sh$|^-[il]+$/.test(word),
        ))
  );
}

function notFoundOutcome(name: string): CommandOutcome {
  return {
    kind: 'failed',
    message: `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "${name}": executable file not found in $PATH: unknown`,
  };
}

function containerNamed(pod: Pod, name: string): Container {
  const found = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []),
    ...(pod.spec.ephemeralContainers ?? []),
  ].find(each => each.name === name);
  if (!found)
    throw new StatusError('NotFound', `container not found ("${name}")`);
  return found;
}

function statusOf(pod: Pod, name: string) {
  return [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ].find(status => status.name === name);
}

function stringOr(value: unknown, other: string): string {
  return typeof value === 'string' && value ? value : other;
}
