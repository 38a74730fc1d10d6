import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ChartFiles } from '../chart/ChartFiles';
import type { ChartRelease } from '../../manifests/ChartSource';

/** What a chart may ask the cluster for with `lookup`; without a name, a list. */
export interface LookupRequest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Everything that rendering a chart depends on. */
export interface RenderRequest {
  readonly files: ChartFiles;
  /** What the user says, merged over the chart's own. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly release: ChartRelease;
  readonly capabilities: {
    readonly kubeVersion: string;
    /** `apps/v1` and `apps/v1/Deployment`. */
    readonly apiVersions: readonly string[];
  };
  /** Without it, `lookup` finds nothing, as in `helm template`. */
  lookup?(request: LookupRequest): readonly KubernetesObject[];
  /** For `now`; without it, 1970. */
  nowMs?(): number;
  /** For `randAlphaNum` and its like, in [0, 1); without it, seeded by the name of the release. */
  random?(): number;
}
