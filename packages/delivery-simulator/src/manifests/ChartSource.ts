import type { KubernetesObject } from '@orrery/kubernetes-model';

/** A Helm release as templates see it. */
export interface ChartRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly isInstall: boolean;
  readonly isUpgrade: boolean;
  readonly service: string;
}

/** What a chart is rendered with. */
export interface ChartInput {
  /** Text of the chart's files by their path below the chart's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** What the user says; merged over the chart's own values. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly release: ChartRelease;
  readonly capabilities: {
    readonly kubeVersion: string;
    readonly apiVersions: readonly string[];
  };
  readonly includeCrds: boolean;
}

/** Renders a chart to its objects, hooks among them; throws an Error whose message names file and line. */
export type RenderChart = (input: ChartInput) => readonly KubernetesObject[];

/** A chart out of a repository. */
export interface LoadedChart {
  /** The version that the range was resolved to. */
  readonly version: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Finds charts by the URL of their repository, their name and a version or range. */
export type LoadChart = (
  repositoryUrl: string,
  chart: string,
  versionRange: string,
) => Promise<LoadedChart>;
