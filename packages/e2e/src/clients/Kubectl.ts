import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A real kubectl with a home of its own, so that what it remembers of other servers cannot mix in. */
export interface Kubectl {
  /** What it printed, or a rejection with what it complained about. `cluster` is a context of the kubeconfig. */
  run(cluster: string, args: readonly string[]): Promise<string>;
  dispose(): void;
}

const run = promisify(execFile);
const timeoutMs = 30_000;
const maxOutputBytes = 256 * 1024 * 1024;

/** The caller disposes it. */
export function createKubectl(options: {
  readonly binary: string;
  readonly kubeconfig: string;
}): Kubectl {
  const home = mkdtempSync(join(tmpdir(), 'orrery-kubectl-'));
  return {
    async run(cluster, args) {
      const { stdout } = await run(
        options.binary,
        [`--kubeconfig=${options.kubeconfig}`, `--context=${cluster}`, ...args],
        {
          env: { PATH: process.env.PATH, HOME: home },
          timeout: timeoutMs,
          maxBuffer: maxOutputBytes,
        },
      );
      return stdout;
    },
    dispose: () => rmSync(home, { recursive: true, force: true }),
  };
}
