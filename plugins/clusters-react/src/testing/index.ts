export {
  createFakeLive,
  type FakeLive,
  type FakeLiveOptions,
} from './createFakeLive';
export { deleted, podRow, snapshot, updated } from './liveRows';
