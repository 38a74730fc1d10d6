import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** An answer of the HTTP API. */
export type ApiAnswer =
  | { readonly status: 'success'; readonly data: unknown }
  | {
      readonly status: 'error';
      readonly errorType: string;
      readonly error: string;
    };

/** A real Prometheus that holds given samples, on a port of its own. */
export interface PrometheusServer {
  readonly version: string;
  ask(
    path: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer>;
  /** Takes a Snappy block of a WriteRequest, with samples newer than all others. */
  write(block: Buffer): Promise<void>;
  /** The status and body of a GET; a body that is no JSON stays a text. */
  get(
    path: string,
    parameters: URLSearchParams,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const answerTimeoutMs = 30_000;

/**
 * Makes blocks of an exposition with promtool and starts Prometheus over them. Nothing is scraped, so it holds these samples
 * and no others.
 */
export async function startPrometheus(
  exposition: Iterable<string>,
): Promise<PrometheusServer> {
  const { Children, freePort } = await import('@orrery/launcher');
  const folder = mkdtempSync(join(tmpdir(), 'orrery-prometheus-'));
  const children = new Children();
  const stop = async (): Promise<void> => {
    await children.stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const data = join(folder, 'data');
    mkdirSync(data);
    const metrics = join(folder, 'metrics.txt');
    for (const part of exposition) appendFileSync(metrics, part);
    run('promtool', 'tsdb', 'create-blocks-from', 'openmetrics', metrics, data);
    const config = join(folder, 'prometheus.yml');
    writeFileSync(config, 'global: {}\n');
    const port = await freePort();
    const log: string[] = [];
    const child = children.start({
      name: 'prometheus',
      command: 'prometheus',
      args: [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=100y',
        '--web.enable-remote-write-receiver',
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      cwd: folder,
      onLine: (line: string) => log.push(line),
    });
    const url = `http://127.0.0.1:${port}`;
    const ended = child.ended.then((how: string) => {
      throw new Error(`prometheus: ${how}\n${log.slice(-5).join('\n')}`);
    });
    await Promise.race([waitUntilReady(url), ended]);
    ended.catch(() => {}); // reported above; later it is we who end it
    return {
      version: await versionOf(url),
      ask: askOf(url),
      write: writeTo(url),
      get: getOf(url),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  throw new Error(`${program} failed: ${error?.message ?? stderr}`);
}

async function waitUntilReady(url: string): Promise<void> {
  const deadlineMs = Date.now() + startTimeoutMs;
  while (Date.now() < deadlineMs) {
    const isReady = await fetch(`${url}/-/ready`, {
      signal: AbortSignal.timeout(1000),
    }).then(
      response => response.ok,
      () => false, // not listening yet
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error(`prometheus was not ready in ${startTimeoutMs / 1000} s`);
}

function askOf(url: string): PrometheusServer['ask'] {
  return async (path, parameters) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    return (await response.json()) as ApiAnswer;
  };
}

function writeTo(url: string): PrometheusServer['write'] {
  return async block => {
    const response = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers: {
        'Content-Encoding': 'snappy',
        'Content-Type': 'application/x-protobuf',
        'X-Prometheus-Remote-Write-Version': '0.1.0',
      },
      body: new Uint8Array(block),
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    if (!response.ok) {
      throw new Error(`remote write: ${await response.text()}`);
    }
  };
}

function getOf(url: string): PrometheusServer['get'] {
  return async (path, parameters) => {
    const response = await fetch(`${url}/api/v1/${path}?${parameters}`, {
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  };
}

async function versionOf(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/status/buildinfo`, {
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  const { data } = (await response.json()) as { data: { version: string } };
  return data.version;
}
