import type { ApiClient } from '../clients/ApiClient';

const deployments = '/apis/apps/v1/namespaces/shop/deployments';

/** Many changes in a row: a Deployment grows and shrinks, and ends with `replicas`. */
export async function sendBurst(
  api: ApiClient,
  name: string,
  { changes, replicas }: { changes: number; replicas: number },
): Promise<void> {
  for (let change = 1; change <= changes; change += 1) {
    const last = change === changes;
    await api.patch(`${deployments}/${name}/scale`, {
      spec: { replicas: last ? replicas : replicas + 1 + (change % 3) },
    });
  }
}
