export { findKubectl } from './clients/findKubectl.mjs';
export { unpackClient } from './clients/unpackClient.mjs';
export { ensureProgram } from './install/ensureProgram.mjs';
export { Children } from './process/Children.mjs';
export { freePort } from './process/ports.mjs';
export { repositoryRoot } from './repositoryRoot.mjs';
export { kubeconfigMode, simulatedMode } from './start/choosePortalMode.mjs';
export { startSimulator } from './start/startSimulator.mjs';
export { startPortal } from './start/startPortal.mjs';
