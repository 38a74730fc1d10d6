import { type LabelMatcher, parseDurationMs } from '@orrery/promql';

import { AlertingError } from '../AlertingError';
import { isLabelName } from '../labels/labelNames';
import { parseMatchers } from '../labels/parseMatcher';
import { isRecord, textOf } from '../rules/plainValues';
import type {
  AlertmanagerConfig,
  InhibitRule,
  Receiver,
  Route,
} from './AlertmanagerConfig';

type Fields = Readonly<Record<string, unknown>>;

const rootDefaults: Route = {
  receiver: '',
  matchers: [],
  groupBy: [],
  continues: false,
  groupWaitMs: 30_000,
  groupIntervalMs: 5 * 60_000,
  repeatIntervalMs: 4 * 3_600_000,
  routes: [],
};

/**
 * A configuration from its plain value (its YAML is the caller's to read): routes, inhibition and receivers, of which webhooks
 * are understood and other integrations accepted unread. Throws an AlertingError with code `config`, worded as Alertmanager 0.25.
 */
export function parseAlertmanagerConfig(value: unknown): AlertmanagerConfig {
  const config = isRecord(value) ? value : {};
  const receivers = listOf(config.receivers).map(receiverOf);
  const names = receivers.map(({ name }) => name);
  const repeated = names.find((name, place) => names.indexOf(name) !== place);
  if (repeated !== undefined) {
    throw failure(
      `notification config name ${JSON.stringify(repeated)} is not unique`,
    );
  }
  if (!isRecord(config.route)) throw failure('no route provided in config');
  const { route } = config;
  if (textOf(route.receiver) === '') {
    throw failure('root route must specify a default receiver');
  }
  if (matchersOf(route).length > 0) {
    throw failure('root route must not have any matchers');
  }
  const root = routeOf(route, rootDefaults);
  checkReceivers(root, new Set(names));
  const global = isRecord(config.global) ? config.global : {};
  return {
    resolveTimeoutMs: durationOf(global.resolve_timeout, 5 * 60_000),
    route: root,
    inhibitRules: listOf(config.inhibit_rules).map(inhibitRuleOf),
    receivers,
  };
}

/** A route takes from its parent what it does not say itself. */
function routeOf(value: unknown, parent: Route): Route {
  const fields = isRecord(value) ? value : {};
  const groupIntervalMs = durationOf(
    fields.group_interval,
    parent.groupIntervalMs,
  );
  const repeatIntervalMs = durationOf(
    fields.repeat_interval,
    parent.repeatIntervalMs,
  );
  if (groupIntervalMs === 0) throw failure('group_interval cannot be zero');
  if (repeatIntervalMs === 0) throw failure('repeat_interval cannot be zero');
  const route: Route = {
    receiver: textOf(fields.receiver) || parent.receiver,
    matchers: matchersOf(fields),
    groupBy: groupByOf(fields.group_by) ?? parent.groupBy,
    continues: fields.continue === true,
    groupWaitMs: durationOf(fields.group_wait, parent.groupWaitMs),
    groupIntervalMs,
    repeatIntervalMs,
    routes: [],
  };
  const routes = listOf(fields.routes).map(child => routeOf(child, route));
  return { ...route, routes };
}

function groupByOf(value: unknown): Route['groupBy'] | undefined {
  if (value === undefined || value === null) return undefined;
  const names = listOf(value).map(textOf);
  if (names.includes('...')) {
    if (names.length === 1) return 'all';
    throw failure(
      'cannot have wildcard group_by (`...`) and other other labels at the same time',
    );
  }
  names.forEach((name, place) => {
    if (!isLabelName(name)) {
      throw failure(
        `invalid label name ${JSON.stringify(name)} in group_by list`,
      );
    }
    if (names.indexOf(name) !== place) {
      throw failure(`duplicated label ${JSON.stringify(name)} in group_by`);
    }
  });
  return names;
}

function checkReceivers(route: Route, known: ReadonlySet<string>): void {
  if (!known.has(route.receiver)) {
    throw failure(
      `undefined receiver ${JSON.stringify(route.receiver)} used in route`,
    );
  }
  route.routes.forEach(child => checkReceivers(child, known));
}

function receiverOf(value: unknown): Receiver {
  const fields = isRecord(value) ? value : {};
  const name = textOf(fields.name);
  if (name === '') throw failure('missing name in receiver');
  const webhooks = listOf(fields.webhook_configs).map(entry => {
    const webhook = isRecord(entry) ? entry : {};
    const url = textOf(webhook.url);
    if (url === '') throw failure('one of url or url_file must be configured');
    return { url, sendResolved: webhook.send_resolved !== false };
  });
  return { name, webhooks };
}

function inhibitRuleOf(value: unknown): InhibitRule {
  const fields = isRecord(value) ? value : {};
  return {
    sourceMatchers: matchersOf(fields, 'source_'),
    targetMatchers: matchersOf(fields, 'target_'),
    equal: listOf(fields.equal).map(textOf),
  };
}

/** `matchers`, and the older `match` and `match_re`. */
function matchersOf(fields: Fields, prefix = ''): readonly LabelMatcher[] {
  const older = (
    key: string,
    operator: '=' | '=~',
  ): readonly LabelMatcher[] => {
    const pairs = fields[`${prefix}${key}`];
    return isRecord(pairs)
      ? Object.entries(pairs).map(([name, text]) => ({
          ...{ name, operator, value: textOf(text) },
        }))
      : [];
  };
  const texts = listOf(fields[`${prefix}matchers`]).map(textOf);
  try {
    return [
      ...older('match', '='),
      ...older('match_re', '=~'),
      ...texts.flatMap(parseMatchers),
    ];
  } catch (error) {
    if (!(error instanceof AlertingError)) throw error;
    throw failure(error.message);
  }
}

function durationOf(value: unknown, otherwiseMs: number): number {
  if (value === undefined || value === null) return otherwiseMs;
  const text = textOf(value);
  if (text === '') throw failure('empty duration string');
  const durationMs = parseDurationMs(text);
  if (durationMs === undefined) {
    throw failure(`not a valid duration string: ${JSON.stringify(text)}`);
  }
  return durationMs;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function failure(message: string): AlertingError {
  return new AlertingError('config', message);
}
