export { Children } from './process/Children.mjs';
export { freePort } from './process/ports.mjs';
export { repositoryRoot } from './repositoryRoot.mjs';
export { simulatedMode } from './start/choosePortalMode.mjs';
export { startPortal } from './start/startPortal.mjs';
