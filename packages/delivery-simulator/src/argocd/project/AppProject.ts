import {
  recordsAt,
  stringAt,
  stringsAt,
  type KubernetesObject,
} from '@orrery/kubernetes-model';
import type { JsonMap } from '../../cluster/JsonMap';
import { matchGlob } from '../../manifests/matchGlob';
import type { Application } from '../application/Application';
import type { ResourceName } from '../tracking/resourceKeyOf';

/** The cluster that an Application goes to, by all its names. */
export interface DestinationNames {
  readonly server: string;
  readonly name: string;
}

const ANY_SLASH = { crossesSlash: true };

/** Why a project does not permit an Application; empty when it does. Worded as Argo CD words it. */
export function projectProblems(
  project: KubernetesObject | undefined,
  application: Application,
  destination: DestinationNames | undefined,
): readonly string[] {
  if (!project) {
    return [
      `Application referencing project ${application.project} which does not exist`,
    ];
  }
  const problems = application.sources
    .filter(source => !permitsSource(project, source.repoURL))
    .map(
      source =>
        `application repo ${source.repoURL} is not permitted in project '${application.project}'`,
    );
  const { namespace } = application.destination;
  if (destination && !permitsDestination(project, destination, namespace)) {
    problems.push(
      `application destination server '${destination.server}' and namespace '${namespace}' do not match any of the allowed destinations in project '${application.project}'`,
    );
  }
  return problems;
}

/** Whether Applications of the project may write an object of that kind in that place. */
export function permitsResource(
  project: KubernetesObject,
  resource: ResourceName,
  destination: DestinationNames,
): boolean {
  const isListed = (field: string) =>
    recordsAt(project, 'spec', field).some(entry => isKind(entry, resource));
  if (resource.namespace === '') {
    return (
      isListed('clusterResourceWhitelist') &&
      !isListed('clusterResourceBlacklist')
    );
  }
  const hasWhitelist =
    recordsAt(project, 'spec', 'namespaceResourceWhitelist').length > 0;
  return (
    (!hasWhitelist || isListed('namespaceResourceWhitelist')) &&
    !isListed('namespaceResourceBlacklist') &&
    permitsDestination(project, destination, resource.namespace)
  );
}

function isKind(entry: JsonMap, resource: ResourceName): boolean {
  return (
    matchGlob(stringAt(entry, 'group') ?? '', resource.group, ANY_SLASH) &&
    matchGlob(stringAt(entry, 'kind') ?? '', resource.kind, ANY_SLASH)
  );
}

/** A pattern with `!` in front excludes. */
function permitsSource(project: KubernetesObject, url: string): boolean {
  const patterns = stringsAt(project, 'spec', 'sourceRepos');
  const isMatch = (pattern: string) =>
    matchGlob(bare(pattern), bare(url), ANY_SLASH);
  return (
    patterns.some(each => !each.startsWith('!') && isMatch(each)) &&
    !patterns.some(each => each.startsWith('!') && isMatch(each.slice(1)))
  );
}

function bare(url: string): string {
  return url.replace(/\.git$/, '');
}

function permitsDestination(
  project: KubernetesObject,
  destination: DestinationNames,
  namespace: string,
): boolean {
  let isPermitted = false;
  for (const entry of recordsAt(project, 'spec', 'destinations')) {
    const patterns = ['server', 'name', 'namespace'].map(field =>
      stringAt(entry, field),
    );
    const isDenied = patterns.some(pattern => pattern?.startsWith('!'));
    const texts = [destination.server, destination.name, namespace];
    const isMatch = texts.every((text, index) => {
      const pattern = patterns[index];
      // A destination names its cluster by URL or by name; the other one is open.
      if (pattern === undefined || pattern === '') return index < 2;
      return matchGlob(pattern.replace(/^!/, ''), text, ANY_SLASH);
    });
    if (isMatch && isDenied) return false;
    isPermitted ||= isMatch && !isDenied;
  }
  return isPermitted;
}
