import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../../cluster/ClusterPort';
import { ARGO_NAMESPACE, APP_PROJECT } from '../argoKinds';
import type { ApplicationDestination } from '../application/Application';
import type { DestinationNames } from '../project/AppProject';
import type { SourceReader } from '../sources/createSourceReader';
import type { LiveIndex } from './createLiveIndex';

/** A cluster that Applications go to, with what lives there. */
export interface Destination {
  readonly cluster: ClusterPort;
  readonly live: LiveIndex;
  readonly names: DestinationNames;
}

/** What the parts of the controller share. */
export interface ArgoContext {
  /** Where Applications and projects are. */
  readonly control: ClusterPort;
  readonly destinations: readonly Destination[];
  readonly reader: SourceReader;
  /** Whether `status.resources` says how each resource is (`controller.resource.health.persist`). */
  readonly persistsHealth: () => boolean;
}

const OWN_SERVER = 'https://kubernetes.default.svc';
const OWN_NAME = 'in-cluster';

/** The destination that an Application names by URL or by name; the message of the problem otherwise. */
export function destinationOf(
  context: ArgoContext,
  { server, name }: ApplicationDestination,
): Destination | string {
  if (server && name) {
    return `application destination can't have both name and server defined: ${name} ${server}`;
  }
  const own = context.control.name;
  const found = context.destinations.find(({ cluster }) =>
    server
      ? cluster.serverUrl === server.replace(/\/$/, '') ||
        (cluster.name === own && server === OWN_SERVER)
      : cluster.name === name || (cluster.name === own && name === OWN_NAME),
  );
  if (found) {
    return {
      ...found,
      names: { server: server || found.names.server, name: found.cluster.name },
    };
  }
  if (server) {
    return `unable to find destination server: cluster "${server}" is not configured`;
  }
  return name
    ? `unable to find destination server: there are no clusters with this name: ${name}`
    : 'Destination server missing from app spec';
}

/** The project of an Application, if it exists. */
export function projectOf(
  context: ArgoContext,
  name: string,
): KubernetesObject | undefined {
  return context.control.get({
    ...APP_PROJECT,
    namespace: ARGO_NAMESPACE,
    name,
  });
}
