import { CoreV1Api } from '@kubernetes/client-node';
import type { NodeSession } from '../../clients/NodeSession';

/** The core API, in the name of the kubeconfig's user. */
export const coreOf = ({ config }: NodeSession): CoreV1Api =>
  config.makeApiClient(CoreV1Api);
