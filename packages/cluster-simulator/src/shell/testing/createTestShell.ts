import { VirtualFiles } from '../../files/VirtualFiles';
import { createCollector, noInput } from '../bytePipe';
import type { ContainerHost } from '../ContainerHost';
import { createShellState, type ShellState } from '../Program';
import { programs } from '../programs';
import { Shell } from '../Shell';

export const TEST_NOW_MS = Date.parse('2026-03-04T05:06:07Z');

/** A container named `web-1` with one process, where `http://api/` answers; sleeping takes no time, or lasts until it is aborted. */
export function createTestHost(sleeps: 'no time' | 'forever'): ContainerHost {
  return {
    hostname: 'web-1',
    ipAddress: '10.1.2.3',
    nodeName: 'node-a',
    machine: 'x86_64',
    startedAtMs: TEST_NOW_MS - 3_600_000,
    cpuLimitCores: 2,
    memoryLimitBytes: 100 * 1_048_576,
    nowMs: () => TEST_NOW_MS,
    processes: () => [
      {
        pid: 1,
        user: 'root',
        startedAtMs: TEST_NOW_MS - 3_600_000,
        cpuRatio: 0.5,
        memoryBytes: 25 * 1_048_576,
        command: '/app/web',
      },
    ],
    volumes: () => [
      {
        device: '/dev/nvme1n1',
        mountPath: '/data',
        capacityBytes: 100 * 1024 ** 3,
        usedBytes: 89 * 1024 ** 3,
      },
    ],
    kill: pid => pid === 1,
    resolve: name => (name === 'api' ? '10.96.0.7' : undefined),
    fetch: async url =>
      url.port === '81'
        ? undefined
        : {
            status: url.pathname === '/bad' ? 500 : 200,
            contentType: 'text/plain',
            body: 'hello\n',
          },
    sleep: (_durationMs, signal) =>
      new Promise((resolve, reject) => {
        const abort = () => reject(new Error('interrupted'));
        if (signal.aborted) abort();
        else if (sleeps === 'no time') resolve();
        else signal.addEventListener('abort', abort, { once: true });
      }),
  };
}

export function createTestFiles(): VirtualFiles {
  const files = new VirtualFiles({
    nowMs: () => TEST_NOW_MS,
    capacityBytes: 1_048_576,
  });
  for (const name of Object.keys(programs))
    files.place(`/bin/${name}`, { mode: 0o755, content: Buffer.alloc(0) });
  for (const folder of ['/tmp', '/root', '/etc']) files.placeFolder(folder);
  files.place('/etc/motd', { mode: 0o644, content: Buffer.from('one\ntwo\n') });
  return files;
}

export function createTestState(): ShellState {
  return createShellState([
    ['HOME', '/root'],
    ['A', 'x  y'],
  ]);
}

/** A shell in such a container, and what it printed. */
export function createTestShell(signal = new AbortController().signal) {
  const files = createTestFiles();
  const state = createTestState();
  const shell = new Shell({
    files,
    host: createTestHost('no time'),
    state,
    signal,
  });
  return {
    files,
    state,
    async run(script: string, stdin = '') {
      const out = createCollector();
      const err = createCollector();
      const exitCode = await shell.runText(script, {
        stdin: stdin ? once(Buffer.from(stdin)) : noInput(),
        stdout: out.sink,
        stderr: err.sink,
      });
      return { exitCode, out: out.text(), err: err.text() };
    },
  };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
