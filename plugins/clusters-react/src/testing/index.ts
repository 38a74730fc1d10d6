export {
  createFakeLive,
  type FakeLive,
  type FakeLiveOptions,
} from './createFakeLive';
export { layOutForTests } from './layOutForTests';
export { deleted, podRow, snapshot, updated } from './liveRows';
