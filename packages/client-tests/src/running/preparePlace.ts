import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import type { SimulatedCluster } from '@orrery/cluster-simulator';
import { parse, stringify } from 'yaml';
import type { Programs } from '../clients/findPrograms';
import type { RecordedGroup, Scope } from '../recorded/Recorded';
import type { CommandPlace } from './runCommand';

/** A home, the group's files, a kubeconfig whose namespace is the scope's, and that namespace. */
export async function preparePlace(
  group: RecordedGroup,
  scope: Scope,
  cluster: SimulatedCluster,
  programs: Programs,
  folder: string,
): Promise<CommandPlace> {
  const home = path.join(folder, '.home');
  mkdirSync(home);
  const kubeconfig = path.join(home, 'config');
  writeFileSync(
    kubeconfig,
    withNamespace(cluster.kubeconfig, scope.namespace),
    { mode: 0o600 },
  );
  for (const [name, text] of Object.entries(group.files ?? {})) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text.replace(/^\n/, ''), {
      mode: text.startsWith('#!') ? 0o755 : 0o644,
    });
  }
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  await config.makeApiClient(CoreV1Api).createNamespace({
    body: { metadata: { name: scope.namespace } },
  });
  const kubectl = programs.get(
    scope.client === 'kubectl 1.32' ? 'kubectl 1.32' : 'kubectl 1.35',
  );
  return {
    programs: {
      kubectl: kubectl ?? 'kubectl',
      helm: programs.get('helm 4') ?? 'helm',
    },
    folder,
    env: {
      HOME: home,
      KUBECONFIG: kubeconfig,
      PATH: process.env.PATH ?? '',
      TZ: 'UTC',
      LC_ALL: 'C.UTF-8',
    },
  };
}

interface Kubeconfig {
  readonly contexts: readonly { readonly context: object }[];
}

function withNamespace(text: string, namespace: string): string {
  const config = parseKubeconfig(text);
  return stringify({
    ...config,
    contexts: config.contexts.map(each => ({
      ...each,
      context: { ...each.context, namespace },
    })),
  });
}

function parseKubeconfig(text: string): Kubeconfig {
  return parse(text) as Kubeconfig;
}
