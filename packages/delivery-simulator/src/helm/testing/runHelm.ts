import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChartFiles } from '../chart/ChartFiles';

/** The Helm 4 that tests run: `HELM`, or what the path has; undefined where there is none. */
export function findHelm(): string | undefined {
  const binary = process.env.HELM ?? 'helm';
  const { stdout } = spawnSync(binary, ['version', '--short'], {
    encoding: 'utf8',
  });
  return stdout?.startsWith('v4') ? binary : undefined;
}

/** `describe` with the real Helm, or a skipped one that says why; in CI there must be one. */
export function describeWithHelm(
  name: string,
  define: (helm: HelmRunner) => void,
): void {
  const binary = findHelm();
  if (binary === undefined) {
    if (process.env.CI) throw new Error('no helm 4 in HELM or the path');
    // eslint-disable-next-line jest/valid-describe-callback, jest/valid-title, jest/no-disabled-tests
    describe.skip(`${name} (skipped: no helm 4 in HELM or the path)`, () =>
      define(async () => ({ code: -1, output: '', stdout: '' })));
    return;
  }
  // eslint-disable-next-line jest/valid-describe-callback, jest/valid-title
  describe(name, () => define((...args) => run(binary, args)));
}

/** What a command came to. */
export interface HelmResult {
  readonly code: number;
  readonly stdout: string;
  /** Both streams. */
  readonly output: string;
}

/** Runs Helm with its configuration and caches below a folder. */
export type HelmRunner = (
  home: string,
  ...args: string[]
) => Promise<HelmResult>;

function run(binary: string, [home, ...args]: string[]): Promise<HelmResult> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_DATA_HOME: join(home, 'data'),
    NO_PROXY: '127.0.0.1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let output = '';
    child.stdout.on('data', data => {
      stdout += data;
      output += data;
    });
    child.stderr.on('data', data => {
      output += data;
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? -1, stdout, output }));
  });
}

/** Writes a chart into a folder. */
export async function writeChart(
  folder: string,
  files: ChartFiles,
): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
