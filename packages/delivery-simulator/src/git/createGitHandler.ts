import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { GIT_OPTIONS, gitEnvironment, toGitError } from './runGit';

/** What the smart HTTP protocol needs to know. */
export interface GitHandlerOptions {
  /** The folder of a repository by its name, `shop/deploy`. */
  readonly folderOf: (name: string) => string | undefined;
  /** A push to that repository has ended, whatever became of it. */
  readonly onPush: (name: string) => void;
  readonly reportError: (error: unknown) => void;
}

const SERVICES = ['git-upload-pack', 'git-receive-pack'] as const;
const FLUSH = '0000';
const MAX_PROCESSES = 16;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 120_000;

/**
 * Serves clone, fetch and push: https://git-scm.com/docs/http-protocol. One git process per request, at most 16 at a
 * time (503 then), bodies of at most 64 MiB, no shell. The process ends with its request.
 */
export function createGitHandler(
  options: GitHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  let running = 0;

  const serve = (
    request: IncomingMessage,
    response: ServerResponse,
    run: { name: string; folder: string; service: string; isAdvert: boolean },
  ) => {
    const { service, isAdvert } = run;
    const child = spawn(
      'git',
      [
        ...GIT_OPTIONS,
        service.replace('git-', ''),
        '--stateless-rpc',
        ...(isAdvert ? ['--advertise-refs'] : []),
        run.folder,
      ],
      {
        cwd: run.folder,
        env: gitEnvironment(run.folder, protocolOf(request)),
        timeout: TIMEOUT_MS,
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    running++;
    response.writeHead(200, {
      'content-type': `application/x-${service}-${
        isAdvert ? 'advertisement' : 'result'
      }`,
      'cache-control': 'no-cache',
    });
    if (isAdvert) response.write(packetOf(`# service=${service}\n`) + FLUSH);
    child.stdout.pipe(response);
    // A process that ends early closes its input; what it said is the answer.
    child.stdin.on('error', () => undefined);
    child.on('error', error => {
      options.reportError(toGitError(error));
      response.destroy();
    });
    child.on('close', () => {
      running--;
      if (!isAdvert && service === 'git-receive-pack') options.onPush(run.name);
    });
    response.on('close', () => child.kill());
    feed(request, child.stdin, isAdvert, () => {
      child.kill();
      response.destroy();
    });
  };

  return (request, response) => {
    const refuse = (status: number, text: string) => {
      response.writeHead(status, { 'content-type': 'text/plain' });
      response.end(`${text}\n`);
    };
    const url = new URL(request.url ?? '/', 'http://localhost');
    const match =
      /^\/(.+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(
        decodePath(url.pathname),
      );
    const isAdvert = match?.[2] === 'info/refs';
    const asked = isAdvert ? url.searchParams.get('service') : match?.[2];
    const service = SERVICES.find(each => each === asked);
    const folder = match && options.folderOf(match[1]);
    if (!match || !folder) {
      refuse(404, 'repository not found');
    } else if (!service) {
      refuse(403, 'only the smart HTTP protocol is served');
    } else if (request.method !== (isAdvert ? 'GET' : 'POST')) {
      refuse(405, 'method not allowed');
    } else if (running >= MAX_PROCESSES) {
      response.setHeader('retry-after', '1');
      refuse(503, 'too many requests at a time');
    } else {
      serve(request, response, { name: match[1], folder, service, isAdvert });
    }
  };
}

function packetOf(text: string): string {
  return (text.length + 4).toString(16).padStart(4, '0') + text;
}

function protocolOf(request: IncomingMessage): Record<string, string> {
  const version = request.headers['git-protocol'];
  return typeof version === 'string' && /^[\w=:.-]{1,64}$/.test(version)
    ? { GIT_PROTOCOL: version }
    : {};
}

/** Hands the body on, unpacked; more than its limit ends the request. */
function feed(
  request: IncomingMessage,
  input: NodeJS.WritableStream,
  isEmpty: boolean,
  giveUp: () => void,
): void {
  if (isEmpty) {
    input.end();
    return;
  }
  const isPacked = request.headers['content-encoding'] === 'gzip';
  const body = isPacked ? request.pipe(createGunzip()) : request;
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) giveUp();
  });
  body.on('error', giveUp);
  body.pipe(input);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not a name that anything has: answered as not found.
    return '';
  }
}
