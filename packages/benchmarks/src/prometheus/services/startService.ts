import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that serves HTTP. */
export interface ServiceOptions {
  readonly command: string;
  /** In a folder that holds the files and belongs to the service alone. */
  readonly args: (port: number, folder: string) => readonly string[];
  /** Texts by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** A service that is ready, on a port of its own. */
export interface Service {
  readonly url: string;
  readonly folder: string;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Starts a program and waits until its `/-/ready` answers. */
export async function startService({
  command,
  args,
  files,
}: ServiceOptions): Promise<Service> {
  const { Children, freePort } = await import('@orrery/launcher');
  const folder = mkdtempSync(join(tmpdir(), `orrery-${command}-`));
  const children = new Children();
  const stop = async (): Promise<void> => {
    await children.stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    const port = await freePort();
    const log: string[] = [];
    const child = children.start({
      name: command,
      command,
      args: [...args(port, folder)],
      cwd: folder,
      onLine: (line: string) => log.push(line),
    });
    const url = `http://127.0.0.1:${port}`;
    const ended = child.ended.then((how: string) => {
      throw new Error(`${command}: ${how}\n${log.slice(-5).join('\n')}`);
    });
    await Promise.race([waitUntilReady(command, url), ended]);
    ended.catch(() => {}); // reported above; later it is we who end it
    return { url, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitUntilReady(name: string, url: string): Promise<void> {
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
  throw new Error(`${name} was not ready in ${startTimeoutMs / 1000} s`);
}
