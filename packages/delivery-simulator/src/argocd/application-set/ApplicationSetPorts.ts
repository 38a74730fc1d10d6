import type { ClusterPort } from '../../cluster/ClusterPort';
import type { GitRepositories } from '../../git/GitRepositories';

/** What generators read from. */
export interface ApplicationSetPorts {
  readonly control: ClusterPort;
  readonly repositories: GitRepositories;
}
