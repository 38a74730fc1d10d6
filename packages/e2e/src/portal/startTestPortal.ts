import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import {
  Children,
  freePort,
  kubeconfigMode,
  repositoryRoot,
  simulatedMode,
  startPortal,
} from '@orrery/launcher';

import type { TestPortal } from './TestPortal';

export interface TestPortalOptions {
  /** What the servers print goes here, one file per start. */
  readonly logFolder: string;
  /** More options of `orrery-sim start`. */
  readonly simulatorArgs?: readonly string[];
  /** The clusters of this kubeconfig (absolute) instead of a simulated fleet, as by `npm start -- --kubeconfig`. */
  readonly realClusters?: {
    readonly kubeconfig: string;
    readonly write: boolean;
  };
}

/** Starts a portal on free ports, the way `npm start` does. The caller disposes it. */
export async function startTestPortal({
  logFolder,
  simulatorArgs = [],
  realClusters,
}: TestPortalOptions): Promise<TestPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-e2e-'));
  const kubeconfig = realClusters?.kubeconfig ?? join(folder, 'kubeconfig');
  const lines: string[] = [];
  const children = new Children();
  const dispose = async () => {
    await children.stopAll();
    mkdirSync(logFolder, { recursive: true });
    writeFileSync(
      join(logFolder, `portal-${process.pid}-${basename(folder)}.log`),
      lines.join('\n'),
    );
    rmSync(folder, { recursive: true, force: true });
  };
  const mode = realClusters
    ? kubeconfigMode({ root: repositoryRoot, ...realClusters })
    : simulatedMode({ root: repositoryRoot, kubeconfig });
  // The signal also ends later restarts of the backend, so it must not fire once the portal is up.
  const starting = new AbortController();
  const timer = setTimeout(
    () => starting.abort(new Error('the portal was not ready after 200 s')),
    200_000,
  );
  try {
    const portal = await startPortal({
      root: repositoryRoot,
      children,
      mode,
      port: await freePort(),
      backendPort: await freePort(),
      databaseFolder: join(folder, 'database'),
      simulatorArgs,
      signal: starting.signal,
      onLine: (name, line) => lines.push(`[${name}] ${line}`),
    });
    return {
      url: portal.url,
      backendUrl: portal.backendUrl,
      kubeconfig,
      simulatorControlUrl: portal.simulator?.controlUrl ?? '',
      stopBackend: portal.stopBackend,
      startBackend: portal.startBackend,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
