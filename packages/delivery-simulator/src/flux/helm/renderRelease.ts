import { recordAt, recordsAt } from '@orrery/kubernetes-model';
import { stringify } from 'yaml';
import type { ClusterPort } from '../../cluster/ClusterPort';
import type { JsonMap } from '../../cluster/JsonMap';
import {
  manifestText,
  type RenderedChart,
} from '../../helm/render/RenderedChart';
import { renderChart } from '../../helm/render/renderChart';
import { buildKustomization } from '../../manifests/kustomize/buildKustomization';
import type { HelmReleaseSpec } from './HelmReleaseSpec';

export interface RenderOptions {
  readonly cluster: ClusterPort;
  readonly kubeVersion: string;
  readonly spec: HelmReleaseSpec;
  readonly files: ReadonlyMap<string, string>;
  readonly values: JsonMap;
  readonly revision: number;
}

/** A chart as the release installs it, after the post-renderers. Throws an Error in the words of Helm or kustomize. */
export function renderRelease({
  cluster,
  kubeVersion,
  spec,
  files,
  values,
  revision,
}: RenderOptions): RenderedChart {
  const rendered = renderChart({
    files,
    values,
    release: {
      name: spec.releaseName,
      namespace: spec.targetNamespace,
      revision,
      isInstall: revision === 1,
      isUpgrade: revision > 1,
      service: 'Helm',
    },
    capabilities: {
      kubeVersion,
      apiVersions: cluster
        .servedKinds()
        .flatMap(({ apiVersion, kind }) => [
          apiVersion,
          `${apiVersion}/${kind}`,
        ]),
    },
    lookup: ({ apiVersion, kind, namespace, name }) => {
      if (name === '')
        return cluster.list({ apiVersion, kind }, namespace || undefined);
      const found = cluster.get({
        apiVersion,
        kind,
        namespace: namespace || undefined,
        name,
      });
      return found ? [found] : [];
    },
    nowMs: () => cluster.nowMs(),
    random: () => cluster.random(),
  });
  return spec.postRenderers.reduce<RenderedChart>(postRender, rendered);
}

/** The `kustomize` post-renderer: patches and images over the manifests. */
function postRender(rendered: RenderedChart, renderer: JsonMap): RenderedChart {
  const kustomize = recordAt(renderer, 'kustomize');
  if (!kustomize) return rendered;
  const objects = buildKustomization(
    new Map([
      [
        'kustomization.yaml',
        stringify({
          resources: ['all.yaml'],
          patches: recordsAt(kustomize, 'patches'),
          images: recordsAt(kustomize, 'images'),
        }),
      ],
      ['all.yaml', manifestText(rendered.manifests)],
    ]),
    '',
  );
  return {
    ...rendered,
    manifests: objects.map((object, index) => ({
      path: rendered.manifests[index]?.path ?? 'all.yaml',
      content: stringify(object).trimEnd(),
      object,
    })),
  };
}
