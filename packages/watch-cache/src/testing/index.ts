export { watchSourceContract } from './watchSourceContract';
export type {
  ScriptedAnswer,
  SeenRequest,
  WatchSourceHarness,
} from './watchSourceContract';
