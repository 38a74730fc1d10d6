export { createFakeLive, type FakeLive } from './createFakeLive';
export { deleted, podRow, snapshot, updated } from './liveRows';
