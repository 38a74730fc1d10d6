import type { KubernetesObject } from '@orrery/kubernetes-model';
import { helmReleaseDefinition } from './definitions/helmReleaseDefinition';
import { kustomizationDefinition } from './definitions/kustomizationDefinition';
import { notificationDefinitions } from './definitions/notificationDefinitions';
import { sourceDefinitions } from './definitions/sourceDefinitions';
import {
  startHelmReleases,
  type HelmReleasesOptions,
} from './helm/startHelmReleases';
import { startKustomizations } from './kustomize/startKustomizations';
import { createArtifactReader } from './sources/createArtifactReader';
import { startSources, type SourcesOptions } from './sources/startSources';

export type FluxOptions = SourcesOptions & HelmReleasesOptions;

/** By these `flux check` and others find what belongs to Flux, and which version it is. */
const INSTALLATION = {
  'app.kubernetes.io/instance': 'flux-system',
  'app.kubernetes.io/part-of': 'flux',
  'app.kubernetes.io/version': 'v2.8.0',
};

/** What a cluster with Flux has installed: its definitions and namespace. */
export function fluxObjects(): readonly KubernetesObject[] {
  return [
    ...sourceDefinitions.map(installedBy('source-controller')),
    installedBy('kustomize-controller')(kustomizationDefinition),
    installedBy('helm-controller')(helmReleaseDefinition),
    ...notificationDefinitions.map(installedBy('notification-controller')),
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'flux-system', labels: INSTALLATION },
    },
  ];
}

function installedBy(
  component: string,
): (definition: KubernetesObject) => KubernetesObject {
  const labels = { 'app.kubernetes.io/component': component, ...INSTALLATION };
  return definition => ({
    ...definition,
    metadata: { ...definition.metadata, labels },
  });
}

/** Runs the controllers of Flux in a cluster that has `fluxObjects()`, until `dispose()`. */
export function startFlux(options: FluxOptions): { dispose(): void } {
  const readArtifact = createArtifactReader(options);
  const controllers = [
    startSources(options),
    startKustomizations({ ...options, readArtifact }),
    startHelmReleases(options),
  ];
  return { dispose: () => controllers.forEach(each => each.dispose()) };
}
