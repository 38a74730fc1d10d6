import { groupOf, type KubernetesObject } from '@orrery/kubernetes-model';
import { parseDurationMs } from '@orrery/promql';
import { numberAt, objectsAt, stringAt, valueAt } from '../../json/readJson';
import type { Reading } from './Reading';

/** `argocd_app_*`: what Argo CD's application controller says of an Application. */
export function readApplication(app: KubernetesObject): readonly Reading[] {
  const { name, namespace = '' } = app.metadata;
  const project = stringAt(app, 'spec', 'project');
  const destination = stringAt(app, 'spec', 'destination', 'server');
  const history = objectsAt(app, 'status', 'history');
  const syncs = numberAt(history[history.length - 1], 'id');
  return [
    {
      family: 'argocd_app_info',
      value: 1,
      labels: {
        namespace,
        name,
        project,
        repo: stringAt(app, 'spec', 'source', 'repoURL'),
        dest_server: destination,
        dest_namespace: stringAt(app, 'spec', 'destination', 'namespace'),
        sync_status: stringAt(app, 'status', 'sync', 'status') || 'Unknown',
        health_status: stringAt(app, 'status', 'health', 'status') || 'Unknown',
        operation: app.operation === undefined ? '' : 'sync',
        autosync_enabled: String(
          valueAt(app, 'spec', 'syncPolicy', 'automated') !== undefined,
        ),
      },
    },
    ...(syncs === undefined
      ? []
      : [
          {
            family: 'argocd_app_sync_total',
            value: syncs + 1,
            labels: {
              namespace,
              name,
              project,
              dest_server: destination,
              phase: 'Succeeded',
              dry_run: 'false',
            },
          },
        ]),
  ];
}

/**
 * `gotk_resource_info`: what kube-state-metrics says of a resource of Flux, as its documentation configures it; and how often
 * its controller looks at it.
 */
export function readFluxResource(
  resource: KubernetesObject,
): readonly Reading[] {
  const { apiVersion = '', kind = '', metadata } = resource;
  const ready = objectsAt(resource, 'status', 'conditions').find(
    each => stringAt(each, 'type') === 'Ready',
  );
  const isSuspended = valueAt(resource, 'spec', 'suspend') === true;
  const intervalMs = parseDurationMs(stringAt(resource, 'spec', 'interval'));
  return [
    {
      family: 'gotk_resource_info',
      value: 1,
      labels: {
        customresource_group: groupOf(apiVersion),
        customresource_version: apiVersion.slice(apiVersion.indexOf('/') + 1),
        customresource_kind: kind,
        exported_namespace: metadata.namespace ?? '',
        name: metadata.name,
        ready: stringAt(ready, 'status') || 'Unknown',
        suspended: String(isSuspended),
        revision:
          stringAt(resource, 'status', 'lastAppliedRevision') ||
          stringAt(resource, 'status', 'artifact', 'revision'),
        source_name: stringAt(resource, 'spec', 'sourceRef', 'name'),
      },
    },
    ...(isSuspended || intervalMs === undefined
      ? []
      : [
          {
            family: 'gotk_reconcile_duration_seconds',
            value: intervalMs / 1_000,
            labels: {
              kind,
              name: metadata.name,
              exported_namespace: metadata.namespace ?? '',
            },
          },
        ]),
  ];
}
