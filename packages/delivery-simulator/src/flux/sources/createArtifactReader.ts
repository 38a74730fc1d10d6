import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ReadArtifact } from '../kustomize/buildObjects';
import { readGitArtifact } from './fetchGitRepository';
import type { ChartOrigins } from './fetchHelmChart';
import { readOciArtifact } from './fetchOciRepository';

/** Reads the files of sources that Kustomizations are built from. */
export function createArtifactReader({
  repositories,
  charts,
}: ChartOrigins): ReadArtifact {
  return async (source: KubernetesObject) => {
    if (source.kind === 'OCIRepository') {
      const { files } = await readOciArtifact(charts, source);
      return files;
    }
    return readGitArtifact(repositories, source);
  };
}
