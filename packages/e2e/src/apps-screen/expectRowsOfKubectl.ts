import { expect } from '@playwright/test';

import type { Kubectl } from '../clients/Kubectl';
import { rowIdOf, type AppsScreen } from './AppsScreen';

interface ListedObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas?: number;
    readonly nodeName?: string;
    readonly containers?: readonly unknown[];
    readonly template?: {
      readonly spec: { readonly containers: readonly { image: string }[] };
    };
  };
  readonly status: {
    readonly readyReplicas?: number;
    readonly containerStatuses?: readonly {
      readonly ready: boolean;
      readonly restartCount: number;
    }[];
  };
}

const timeoutMs = 25_000;

/**
 * Holds that the Deployments and pods of `checkout` that are shown are, in the end, those that kubectl lists: no more, no fewer,
 * with the same readiness, restarts, images and nodes. All Deployments must be open and all rows in sight.
 */
export async function expectRowsOfKubectl(
  screen: AppsScreen,
  kubectl: Kubectl,
  clusters: readonly string[],
): Promise<void> {
  await expect(async () => {
    const listed = await Promise.all(
      clusters.map(cluster => listRows(kubectl, cluster)),
    );
    expect(await shownRows(screen, clusters)).toEqual(
      Object.assign({}, ...listed),
    );
  }).toPass({ timeout: timeoutMs, intervals: [250, 500, 1_000] });
}

async function shownRows(
  screen: AppsScreen,
  clusters: readonly string[],
): Promise<Record<string, string>> {
  const rows = Object.entries(await screen.readRows());
  return Object.fromEntries(
    rows.flatMap(([id, row]) => {
      const [cluster, kind, , part] = id.split('|');
      // A row that stands for older revisions is no object.
      if (!clusters.includes(cluster) || part !== undefined) return [];
      if (kind === 'Deployment') return [[id, `${row.ready} ${row.image}`]];
      if (kind !== 'Pod') return [];
      const restarts = row.restarts.split(/\s/)[0];
      return [[id, `${row.ready} ${restarts} ${row.node}`]];
    }),
  );
}

async function listRows(
  kubectl: Kubectl,
  cluster: string,
): Promise<Record<string, string>> {
  const items = parseList(
    await kubectl.run(cluster, [
      ...['get', 'deployments,pods', '--namespace=shop', '--output=json'],
      '--selector=backstage.io/kubernetes-id=checkout',
    ]),
  );
  return Object.fromEntries(
    items.map(item => [
      rowIdOf(cluster, item.kind, item.metadata.name),
      item.kind === 'Deployment' ? deploymentText(item) : podText(item),
    ]),
  );
}

function deploymentText({ spec, status }: ListedObject): string {
  const images = spec.template?.spec.containers.map(({ image }) =>
    image.slice(image.lastIndexOf('/') + 1),
  );
  return `${status.readyReplicas ?? 0}/${spec.replicas} ${images?.join(', ')}`;
}

function podText({ spec, status }: ListedObject): string {
  const statuses = status.containerStatuses ?? [];
  const ready = statuses.filter(each => each.ready).length;
  const restarts = statuses.reduce((sum, each) => sum + each.restartCount, 0);
  return `${ready}/${spec.containers?.length} ${restarts} ${
    spec.nodeName ?? ''
  }`;
}

function parseList(text: string): readonly ListedObject[] {
  return (JSON.parse(text) as { items: readonly ListedObject[] }).items;
}
