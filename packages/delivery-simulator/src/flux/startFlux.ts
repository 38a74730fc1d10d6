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

/** What a cluster with Flux has installed: its definitions and namespace. */
export function fluxObjects(): readonly KubernetesObject[] {
  return [
    ...sourceDefinitions,
    kustomizationDefinition,
    helmReleaseDefinition,
    ...notificationDefinitions,
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'flux-system' },
    },
  ];
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
