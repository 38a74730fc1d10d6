import { spawn } from 'node:child_process';
import { GitError } from './GitError';

/** How git is run: never through a shell, never with the user's or the machine's configuration. */
export interface GitRun {
  /** The repository, or any folder. */
  readonly folder: string;
  readonly arguments: readonly string[];
  readonly input?: Buffer | string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** Options that every run has: no hooks, no keys, nothing in the background; clones may leave blobs out. */
export const GIT_OPTIONS: readonly string[] = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'gc.auto=0',
  '-c',
  'commit.gpgSign=false',
  '-c',
  'safe.directory=*',
  '-c',
  'uploadpack.allowFilter=true',
];

/** The environment of a git process whose home is `folder`. */
export function gitEnvironment(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
    TZ: 'UTC',
    ...more,
  };
}

/**
 * Runs git and resolves with what it wrote.
 *
 * @throws GitError `git-missing` without a git binary, `too-large` past 64 MiB of output, else `git-failed` with git's own words.
 */
export function runGit(run: GitRun): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...GIT_OPTIONS, ...run.arguments], {
      cwd: run.folder,
      env: gitEnvironment(run.folder, run.environment),
      signal: run.signal,
      timeout: TIMEOUT_MS,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    let outputBytes = 0;
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length;
      if (outputBytes > MAX_OUTPUT_BYTES) child.kill();
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 8_192) complaint += chunk.toString('utf8');
    });
    // git closes its input early when it refuses; its exit code says so.
    child.stdin.on('error', () => undefined);
    child.on('error', error => reject(toGitError(error)));
    child.on('close', code => {
      if (outputBytes > MAX_OUTPUT_BYTES) {
        reject(
          new GitError(
            'too-large',
            `git ${run.arguments[0]}: more than ${MAX_OUTPUT_BYTES} bytes`,
          ),
        );
      } else if (code === 0) {
        resolve(Buffer.concat(output));
      } else {
        const said = complaint.trim() || `exit code ${code}`;
        reject(new GitError('git-failed', `git ${run.arguments[0]}: ${said}`));
      }
    });
    child.stdin.end(run.input ?? '');
  });
}

/** Says that git is missing where the binary was not found. */
export function toGitError(error: NodeJS.ErrnoException): GitError {
  return error.code === 'ENOENT'
    ? new GitError(
        'git-missing',
        'git was not found on PATH: install git to turn Argo CD and Flux on',
        { cause: error },
      )
    : new GitError('git-failed', error.message, { cause: error });
}
