import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Children, repositoryRoot, startSimulator } from '@orrery/launcher';

import { createKubectl, type Kubectl } from '../clients/Kubectl';

/** An API server that no portal has started: what a user's own cluster is to us. */
export interface OtherCluster {
  /** The context and the cluster in its kubeconfig. */
  readonly name: string;
  readonly kubeconfig: string;
  /** Names a context more; what a machine has in `KUBECONFIG`. */
  readonly unaskedKubeconfig: string;
  readonly kubectl: Kubectl;
  dispose(): Promise<void>;
}

/** Starts one; the caller disposes it. */
export async function startOtherCluster(
  kubectlBinary: string,
): Promise<OtherCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-e2e-cluster-'));
  const children = new Children();
  const dispose = async () => {
    await children.stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const name = 'edge';
    const written = join(folder, 'written');
    await startSimulator({
      root: repositoryRoot,
      children,
      kubeconfig: written,
      args: ['--clusters', name, '--seed', '7', '--quiet', '--no-delivery'],
      signal: AbortSignal.timeout(90_000),
    });
    // Only the administrator's context: the file also has one that may read only.
    const kubeconfig = join(folder, 'kubeconfig');
    const all = createKubectl({ binary: kubectlBinary, kubeconfig: written });
    const view = ['config', 'view', '--raw', '--minify'];
    writeFileSync(kubeconfig, await all.run(name, view), { mode: 0o600 });
    all.dispose();
    const kubectl = createKubectl({ binary: kubectlBinary, kubeconfig });
    return {
      name,
      kubeconfig,
      unaskedKubeconfig: written,
      kubectl,
      dispose: async () => {
        kubectl.dispose();
        await dispose();
      },
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
