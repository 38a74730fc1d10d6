import { deploymentOf, workload } from '../testing/appRows';
import { buildAppTree } from '../tree/buildAppTree';
import { imageTextOf } from './imageTextOf';

function textOf(rows: Parameters<typeof buildAppTree>[0], id: string): string {
  const node = buildAppTree(rows).nodes.get(id);
  if (!node) throw new Error(`no node ${id}`);
  return imageTextOf(node);
}

describe('imageTextOf()', () => {
  it('leaves registry and path out and cuts digests', () => {
    const images = [
      'registry.example:5000/shop/api:v2',
      `proxy@sha256:${'ab12'.repeat(16)}`,
    ];
    expect(
      textOf(
        [workload('DaemonSet', 'agent', { images })],
        'prod|DaemonSet|shop/agent',
      ),
    ).toBe('api:v2, proxy@ab12ab12');
  });

  it('names the version that is being replaced while both run', () => {
    const [deployment, replicaSet, ...pods] = deploymentOf('api', ['p']);
    const image = 'registry.example/shop/app:v2';
    const next = { ...deployment, images: [image] };
    const newer = workload('ReplicaSet', 'api-2', {
      owner: deployment,
      revision: 2,
      images: [image],
    });
    expect(
      textOf([next, replicaSet, newer, ...pods], 'prod|Deployment|shop/api'),
    ).toBe('app:v2 ← v1');
  });
});
