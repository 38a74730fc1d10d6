import { spawn } from 'node:child_process';
import type { ExecPlugin } from '../cluster/ClusterEntry';
import { maskSecrets } from './maskSecrets';
import {
  parseExecCredential,
  type ExecCredential,
} from './parseExecCredential';

/** What `provideClusterInfo` passes to the plugin. */
export interface ExecClusterInfo {
  readonly server: string;
  readonly 'tls-server-name'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  /** Base64 of PEM. */
  readonly 'certificate-authority-data'?: string;
}

export interface RunExecOptions {
  readonly cluster?: ExecClusterInfo;
  readonly timeoutMs: number;
}

const maxOutputBytes = 1024 * 1024;

/**
 * Runs a credential plugin once, without a terminal, and reads its ExecCredential. The process is killed on timeout
 * and on too much output. Errors name the command and its last words with everything masked that could be a token.
 */
export async function runExecPlugin(
  plugin: ExecPlugin,
  options: RunExecOptions,
): Promise<ExecCredential> {
  const output = await runCommand(plugin, options);
  try {
    return parseExecCredential(output);
  } catch (error) {
    throw failure(plugin, error instanceof Error ? error.message : '');
  }
}

function runCommand(
  plugin: ExecPlugin,
  { cluster, timeoutMs }: RunExecOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(plugin.command, [...plugin.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
      env: {
        ...process.env,
        ...Object.fromEntries(
          plugin.env.map(({ name, value }) => [name, value]),
        ),
        KUBERNETES_EXEC_INFO: execInfo(plugin, cluster),
      },
    });
    const output: Buffer[] = [];
    let outputBytes = 0;
    let lastWords = '';
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length;
      if (outputBytes > maxOutputBytes) child.kill('SIGKILL');
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString('utf8')).slice(-500);
    });
    child.on('error', error => {
      reject(failure(plugin, startFailure(plugin, error)));
    });
    child.on('close', (code, killedBy) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
      else if (outputBytes > maxOutputBytes) {
        reject(failure(plugin, `it wrote more than ${maxOutputBytes} bytes`));
      } else if (killedBy !== null) {
        reject(failure(plugin, `it did not end within ${timeoutMs} ms`));
      } else {
        const words = maskSecrets(lastWords.trim()).split('\n').pop();
        reject(failure(plugin, `exit code ${code}${words && `: ${words}`}`));
      }
    });
  });
}

function execInfo(
  plugin: ExecPlugin,
  cluster: ExecClusterInfo | undefined,
): string {
  return JSON.stringify({
    apiVersion: plugin.apiVersion,
    kind: 'ExecCredential',
    spec: {
      interactive: false,
      cluster: plugin.provideClusterInfo ? cluster : undefined,
    },
  });
}

function startFailure(plugin: ExecPlugin, error: Error): string {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  if (!isMissing) return 'it cannot be started';
  return plugin.installHint === undefined
    ? 'the command is not installed'
    : `the command is not installed. ${plugin.installHint}`;
}

function failure(plugin: ExecPlugin, message: string): Error {
  return new Error(`exec plugin "${plugin.command}": ${message}`);
}
