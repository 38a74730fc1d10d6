import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

import { LauncherError } from '../LauncherError.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';
import { describeYarnLine } from './describeYarnLine.mjs';
import { installEnvironment, nodeHeadersDir } from './installEnvironment.mjs';
import { installStamp } from './installStamp.mjs';

const heartbeatMs = 15_000;

/**
 * Installs the dependencies unless they are already those of the lockfile, the manifests and the running Node.js.
 * Needs npm and nothing else: Yarn comes through npx, in the version that the root package.json names.
 * @param {{ root?: string, log?: (line: string) => void }} [options]
 * @returns {Promise<'current' | 'installed'>}
 */
export async function ensureInstalled({
  root = repositoryRoot,
  log = console.log,
} = {}) {
  const stampFile = join(root, 'node_modules/.orrery-install');
  const stamp = installStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return 'current';

  const startedMs = Date.now();
  const logFile = join(root, '.orrery/install.log');
  mkdirSync(join(root, '.orrery'), { recursive: true });
  log(
    'Installing dependencies (only when they changed; the first time takes some minutes)',
  );

  const exitCode = await runYarnInstall({ root, logFile, log });
  if (exitCode !== 0) {
    throw new LauncherError(
      `the install failed (yarn ended with ${exitCode}); its whole output is in ${logFile}.`,
      { details: tailOf(logFile, 20) },
    );
  }
  writeFileSync(stampFile, stamp);
  log(`  installed in ${Math.round((Date.now() - startedMs) / 1000)} s`);
  return 'installed';
}

/**
 * @param {{ root: string, logFile: string, log: (line: string) => void }} options
 * @returns {Promise<number | string>} the exit code, or why there is none
 */
async function runYarnInstall({ root, logFile, log }) {
  const npmConfig = await readNpmConfig(root);
  const { packageManager } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const yarn = packageManager.replace(/^yarn@/, '@yarnpkg/cli-dist@');
  const child = spawn(
    'npx',
    ['-y', '-p', yarn, 'yarn', 'install', '--immutable'],
    {
      cwd: root,
      env: installEnvironment(process.env, npmConfig, nodeHeadersDir()),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const logStream = createWriteStream(logFile);
  let phase = 'getting Yarn';
  const startedMs = Date.now();
  const heartbeat = setInterval(
    () =>
      log(`  … ${phase} (${Math.round((Date.now() - startedMs) / 1000)} s)`),
    heartbeatMs,
  );
  /** @param {string} line */
  const onLine = line => {
    logStream.write(`${line}\n`);
    const next = describeYarnLine(line);
    if (next !== undefined && next !== phase) {
      phase = next;
      log(`  ${phase}`);
    }
  };
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', onLine);
  try {
    const [code, signal] = await once(child, 'close');
    return code ?? signal;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearInterval(heartbeat);
    logStream.end();
    await finished(logStream);
  }
}

/**
 * npm's effective settings; empty when npm cannot tell, for then Yarn's own defaults are as good as any.
 * @param {string} root
 * @returns {Promise<Record<string, unknown>>}
 */
async function readNpmConfig(root) {
  const child = spawn('npm', ['config', 'list', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  try {
    const [code] = await once(child, 'close');
    return code === 0 ? JSON.parse(output) : {};
  } catch (error) {
    throw new LauncherError(
      'npm does not run; Orrery needs the npm that comes with Node.js.',
      { cause: error },
    );
  }
}

/**
 * @param {string} file
 * @param {number} lines
 */
function tailOf(file, lines) {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .join('\n');
}
