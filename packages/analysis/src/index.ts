// Log templates
export { createTemplateMiner } from './logs/createTemplateMiner';
export type {
  TemplateMiner,
  TemplateMinerOptions,
  TemplateMinerState,
} from './logs/createTemplateMiner';
export type {
  LogFinding,
  LogMatch,
  LogSeverity,
  LogTemplate,
} from './logs/LogTemplate';
export { matchesTemplate } from './logs/matchesTemplate';
