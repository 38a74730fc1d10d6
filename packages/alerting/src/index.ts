export { AlertingError, type AlertingErrorCode } from './AlertingError';
export { fingerprintOf } from './labels/fingerprintOf';
export { parseMatcher, parseMatchers } from './labels/parseMatcher';
export {
  createRuleEngine,
  type RuleEngine,
  type RuleEngineOptions,
} from './rules/createRuleEngine';
export type { AlertState } from './rules/nextAlert';
export { parseRuleGroups, type RuleFileOptions } from './rules/parseRuleGroups';
export type {
  AlertingRule,
  RecordingRule,
  Rule,
  RuleGroup,
} from './rules/RuleGroup';
export type {
  AlertmanagerConfig,
  InhibitRule,
  Receiver,
  Route,
  Webhook,
} from './alertmanager/AlertmanagerConfig';
export type { PostedAlert } from './alertmanager/AlertStore';
export {
  type AlertFilter,
  type AlertGroupView,
  type Alertmanager,
  type AlertmanagerOptions,
  type AlertView,
  createAlertmanager,
  type SilenceFilter,
  type SilenceView,
} from './alertmanager/createAlertmanager';
export type {
  Notification,
  NotifiedAlert,
} from './alertmanager/createNotifier';
export { parseAlertmanagerConfig } from './alertmanager/parseAlertmanagerConfig';
export type {
  PostedSilence,
  SilenceMatcher,
  SilenceState,
} from './alertmanager/Silence';
export type { AlertReport, GroupReport, RuleReport } from './rules/RuleReport';
