import type { KubernetesObject } from '@orrery/kubernetes-model';

/** One document of one template. */
export interface RenderedManifest {
  /** `storefront/templates/service.yaml`. */
  readonly path: string;
  readonly content: string;
  readonly object: KubernetesObject;
}

/** When a hook runs. */
export type HookEvent =
  | 'pre-install'
  | 'post-install'
  | 'pre-delete'
  | 'post-delete'
  | 'pre-upgrade'
  | 'post-upgrade'
  | 'pre-rollback'
  | 'post-rollback'
  | 'test';

/** A document that is run at certain times instead of being installed. */
export interface RenderedHook extends RenderedManifest {
  readonly events: readonly HookEvent[];
  readonly weight: number;
  readonly deletePolicies: readonly string[];
}

/** What came out of a chart. */
export interface RenderedChart {
  /** Of `crds/`, of the chart and its subcharts; not templates. */
  readonly crds: readonly RenderedManifest[];
  /** In the order in which Helm installs them. */
  readonly manifests: readonly RenderedManifest[];
  readonly hooks: readonly RenderedHook[];
  /** NOTES.txt of the chart itself. */
  readonly notes: string;
}

/** The manifests as one text, as a release keeps them and `helm get manifest` prints them. */
export function manifestText(manifests: readonly RenderedManifest[]): string {
  return manifests
    .map(({ path, content }) => `---\n# Source: ${path}\n${content}\n`)
    .join('');
}
