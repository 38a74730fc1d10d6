import type { TestPortal } from '../portal/TestPortal';

/** What goes wrong with a cluster's API server; the words of `orrery-sim`'s control port. */
export type ClusterFault =
  | { readonly kind: 'down'; readonly how: 'refuse' | 'reset' }
  | { readonly kind: 'expire'; readonly intervalMs?: number }
  | {
      readonly kind: 'dropWatches';
      readonly how: 'clean' | 'reset';
      readonly intervalMs?: number;
    }
  | {
      readonly kind: 'throttle';
      readonly ratio?: number;
      readonly retryAfterSeconds?: number;
    };

/** Starts a fault of a simulated cluster. */
export async function setFault(
  portal: TestPortal,
  cluster: string,
  fault: ClusterFault,
): Promise<void> {
  await call(portal, cluster, 'POST', JSON.stringify(fault));
}

/** Ends all faults of a simulated cluster. */
export async function clearFaults(
  portal: TestPortal,
  cluster: string,
): Promise<void> {
  await call(portal, cluster, 'DELETE');
}

async function call(
  portal: TestPortal,
  cluster: string,
  method: 'POST' | 'DELETE',
  body?: string,
): Promise<void> {
  const url = `${portal.simulatorControlUrl}/clusters/${cluster}/faults`;
  const response = await fetch(url, { method, body });
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${await response.text()}`);
  }
}
