import { stringAt, type KubernetesObject } from '@orrery/kubernetes-model';
import {
  BUCKET,
  GIT_REPOSITORY,
  HELM_CHART,
  HELM_REPOSITORY,
  OCI_REPOSITORY,
} from '../fluxKinds';
import { artifactRevision } from './artifactOf';
import {
  createSourceController,
  type SourceControllerOptions,
} from './createSourceController';
import { fetchGitRepository } from './fetchGitRepository';
import { fetchHelmChart, type ChartOrigins } from './fetchHelmChart';
import { fetchHelmRepository } from './fetchHelmRepository';
import { fetchOciRepository } from './fetchOciRepository';
import { SourceFailure } from './sourceOutcome';

export type SourcesOptions = SourceControllerOptions & ChartOrigins;

/** Runs the source-controller: one controller per kind of source. */
export function startSources(options: SourcesOptions): { dispose(): void } {
  const { cluster, repositories, charts } = options;
  const chartController = createSourceController(options, HELM_CHART, context =>
    fetchHelmChart(context, options),
  );
  const controllers = [
    createSourceController(options, GIT_REPOSITORY, context =>
      fetchGitRepository(context, repositories),
    ),
    createSourceController(options, HELM_REPOSITORY, context =>
      fetchHelmRepository(context, charts),
    ),
    createSourceController(options, OCI_REPOSITORY, context =>
      fetchOciRepository(context, charts),
    ),
    createSourceController(options, BUCKET, async context => {
      const name = stringAt(context.object, 'spec', 'bucketName');
      throw new SourceFailure(
        'BucketOperationFailed',
        `failed to confirm existence of '${name}' bucket: object storage is not simulated`,
      );
    }),
    chartController,
  ];
  const unsubscribers = [GIT_REPOSITORY, HELM_REPOSITORY].map(kind =>
    cluster.subscribe(kind, ({ object, previous }) => {
      if (artifactRevision(object) === artifactRevision(previous)) return;
      chartsOf(object).forEach(each =>
        chartController.add(each.metadata.namespace, each.metadata.name),
      );
    }),
  );

  function chartsOf(source: KubernetesObject): readonly KubernetesObject[] {
    return cluster
      .list(HELM_CHART, source.metadata.namespace)
      .filter(
        each =>
          stringAt(each, 'spec', 'sourceRef', 'kind') === source.kind &&
          stringAt(each, 'spec', 'sourceRef', 'name') === source.metadata.name,
      );
  }
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      controllers.forEach(each => each.dispose());
    },
  };
}
