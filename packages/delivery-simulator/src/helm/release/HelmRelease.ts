import type { ChartFiles } from '../chart/ChartFiles';
import type { RenderedHook } from '../render/RenderedChart';

/** Where a revision of a release stands. */
export type ReleaseStatus =
  | 'unknown'
  | 'deployed'
  | 'uninstalled'
  | 'superseded'
  | 'failed'
  | 'uninstalling'
  | 'pending-install'
  | 'pending-upgrade'
  | 'pending-rollback';

/** One revision of a release, as Helm stores it. */
export interface StoredRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly status: ReleaseStatus;
  /** `Install complete`. */
  readonly description: string;
  readonly notes: string;
  readonly firstDeployedAtMs: number;
  readonly lastDeployedAtMs: number;
  readonly deletedAtMs?: number;
  readonly chart: ChartFiles;
  /** What the user gave; not merged with the chart's own. */
  readonly values: Readonly<Record<string, unknown>>;
  /** As `helm get manifest` prints it; see `manifestText`. */
  readonly manifest: string;
  readonly hooks: readonly StoredHook[];
  /** Labels that the user gave the release. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A hook of a release. */
export type StoredHook = Pick<
  RenderedHook,
  'path' | 'events' | 'weight' | 'deletePolicies'
> & {
  readonly name: string;
  readonly kind: string;
  readonly manifest: string;
};

/** The hooks of a rendered chart as a release stores them. */
export function toStoredHooks(hooks: readonly RenderedHook[]): StoredHook[] {
  return hooks.map(
    ({ path, content, object, events, weight, deletePolicies }) => ({
      name: object.metadata.name,
      kind: object.kind ?? '',
      path,
      manifest: content,
      events,
      weight,
      deletePolicies,
    }),
  );
}

/** The name of the Secret that holds a revision. */
export function releaseSecretName(name: string, revision: number): string {
  return `sh.helm.release.v1.${name}.v${revision}`;
}
