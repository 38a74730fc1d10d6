import type { WritableGitRepositories } from '@orrery/delivery-simulator';
import { parseDocument } from 'yaml';
import type { Deployment } from '../controllers/kinds/Deployment';
import { authorOf } from './fleet/authors';
import { folderOf } from './fleet/serviceObjects';

/** The way by which a fleet releases services: a commit, where a tool follows the repository. */
export interface Releases {
  /** Whether this Deployment is released by a commit; then one is made soon. Else nobody does anything. */
  release(cluster: string, deployment: Deployment, image: string): boolean;
  /** From now on releases are commits to that repository. */
  connect(
    repositories: WritableGitRepositories,
    url: string,
    isFollowed: (cluster: string, deployment: Deployment) => boolean,
  ): void;
}

/** Releases of a fleet that may get a repository later. */
export function createReleases(
  reportError: (error: unknown, subject: string) => void,
): Releases {
  let commit:
    | ((cluster: string, deployment: Deployment, image: string) => boolean)
    | undefined;

  return {
    release: (cluster, deployment, image) =>
      commit?.(cluster, deployment, image) ?? false,
    connect: (repositories, url, isFollowed) => {
      commit = (cluster, deployment, image) => {
        if (!isFollowed(cluster, deployment)) return false;
        commitRelease(repositories, url, cluster, deployment, image).catch(
          error => reportError(error, `release of ${deployment.metadata.name}`),
        );
        return true;
      };
    },
  };
}

async function commitRelease(
  repositories: WritableGitRepositories,
  url: string,
  cluster: string,
  { metadata }: Deployment,
  image: string,
): Promise<void> {
  const { name, namespace = '', labels } = metadata;
  const folder = folderOf(cluster, { namespace, name });
  const sha = await repositories.resolve(url, 'HEAD');
  const files = await repositories.readFiles(url, sha, folder);
  const text = files.get('deployment.yaml');
  if (text === undefined)
    throw new RangeError(`${folder} has no deployment.yaml`);
  const version = versionOf(image);
  const document = parseDocument(text);
  const container = ['spec', 'template', 'spec', 'containers', 0, 'image'];
  const before = versionOf(String(document.getIn(container)));
  document.setIn(container, image);
  document.setIn(
    ['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/version'],
    version,
  );
  await repositories.commit(url, {
    message: `${cluster}: ${name} ${before} → ${version}`,
    author: authorOf(labels?.team ?? namespace, version.length + name.length),
    files: { [`${folder}/deployment.yaml`]: document.toString() },
  });
}

function versionOf(image: string): string {
  return image.slice(image.lastIndexOf(':') + 1);
}
