import type {
  LogFinding,
  LogMatch,
  LogSeverity,
  LogTemplate,
} from './LogTemplate';
import { createLineMasker } from './mask/createLineMasker';
import type { MaskedToken } from './mask/MaskedToken';
import { createTemplateStore } from './miner/createTemplateStore';
import type {
  FiledTemplate,
  TemplateStoreState,
} from './miner/createTemplateStore';
import type { Template } from './miner/Template';
import { admitTokens, createTemplate, templateText } from './miner/Template';
import { closeMinutes, newRate } from './rate/templateRate';
import { severityOf } from './severityOf';

/** Settings of a template miner; none is needed. */
export interface TemplateMinerOptions {
  /** Templates kept; the one not seen for longest leaves. At least 1; 10 000 unless told. */
  readonly maxTemplates?: number;
  /** How long after the first line a new template is no news yet, in milliseconds; 10 minutes unless told. */
  readonly learningMs?: number;
}

/** Everything a miner knows; JSON-safe. */
export interface TemplateMinerState {
  readonly version: 1;
  readonly store: TemplateStoreState;
  readonly findings: readonly LogFinding[];
  readonly startMs?: number;
  readonly minute?: number;
}

/**
 * Groups log lines by the statement that wrote them, line by line.
 * - Ids depend on the lines only, not on the run, their order or their times.
 * - A line is never looked at again; its template may later be merged into another, and its id then leads there.
 * - After `state()` and a new miner with it, the same lines give the same answers as without the break.
 */
export interface TemplateMiner {
  /**
   * Takes one line. `atMs` = its time in milliseconds since 1970, used for rates and findings only; a time before the
   * latest counts as the latest, one that is not finite as none.
   */
  add(line: string, atMs?: number): LogMatch;
  /** The template with that id, or the one it was merged into; `undefined` when it has left or never was. */
  template(id: string): LogTemplate | undefined;
  /** All templates, the one not seen for longest first. */
  templates(): readonly LogTemplate[];
  /** What was found since the last call, oldest first; of more than 1000 the oldest are dropped. */
  takeFindings(): readonly LogFinding[];
  state(): TemplateMinerState;
}

const minuteMs = 60_000;
const maxFindings = 1000;
const nothing: readonly string[] = [];

/**
 * A streaming miner of log templates: masks what is variable in logs everywhere, groups lines by what is left, and merges
 * groups that differ at one position once there is evidence that the position holds a variable.
 * Input: lines of text of any content, the message first or alone. Cost per line: O(length) for a known line; a new one
 * adds O(tokens × distinct sets of variable positions). Memory: O(maxTemplates × tokens). Throws RangeError for options
 * out of range and for a state of another version.
 * Sources: Drain (He et al., ICWS 2017) for masks and fixed token counts; Khan et al. (ICSE 2022) for what a variable is.
 */
export function createTemplateMiner(
  options: TemplateMinerOptions = {},
  savedState?: TemplateMinerState,
): TemplateMiner {
  const { maxTemplates = 10_000, learningMs = 10 * minuteMs } = options;
  if (!Number.isInteger(maxTemplates) || maxTemplates < 1)
    throw new RangeError(
      `maxTemplates must be a whole number from 1, got ${maxTemplates}`,
    );
  if (savedState && savedState.version !== 1)
    throw new RangeError(
      `version of a template miner's state must be 1, got ${savedState.version}`,
    );
  const masker = createLineMasker();
  const store = createTemplateStore(maxTemplates, savedState?.store);
  let findings: LogFinding[] = [...(savedState?.findings ?? [])];
  let startMs = savedState?.startMs;
  let minute = savedState?.minute;

  function add(line: string, atMs?: number): LogMatch {
    const timeMs = Number.isFinite(atMs) ? atMs : undefined;
    if (timeMs !== undefined) moveTo(timeMs);
    const tokens = masker.mask(line);
    const known = store.find(tokens);
    const filed: FiledTemplate = known
      ? { template: known, merged: nothing, evicted: undefined }
      : store.add(leafOf(tokens, severityOf(line)));
    const { template, merged, evicted } = filed;
    admitTokens(template, tokens);
    count(template, timeMs);
    const isNew = !known && merged.length === 0;
    if (isNew && timeMs !== undefined) reportNew(template, timeMs);
    return {
      templateId: template.id,
      isNew,
      merged,
      ...(evicted && { evicted: toLogTemplate(evicted) }),
    };
  }

  function moveTo(timeMs: number): void {
    startMs ??= timeMs;
    const next = Math.floor(timeMs / minuteMs);
    minute ??= next;
    if (next <= minute) return;
    const endMs = (minute + 1) * minuteMs;
    for (const template of store.templates()) {
      const change = closeMinutes(template.rate, next - minute);
      if (change)
        report({
          kind: 'rateChange',
          templateId: template.id,
          atMs: endMs,
          severity: template.severity,
          text: templateText(template),
          ...change,
        });
    }
    minute = next;
  }

  function reportNew(template: Template, timeMs: number): void {
    if (startMs === undefined || timeMs - startMs < learningMs) return;
    report({
      kind: 'newPattern',
      templateId: template.id,
      atMs: timeMs,
      severity: template.severity,
      text: templateText(template),
    });
  }

  function report(finding: LogFinding): void {
    findings.push(finding);
    if (findings.length > maxFindings) findings.shift();
  }

  return {
    add,
    template(id) {
      const template = store.template(id);
      return template && toLogTemplate(template);
    },
    templates: () => store.templates().map(toLogTemplate),
    takeFindings() {
      const taken = findings;
      findings = [];
      return taken;
    },
    state: () => ({
      version: 1,
      store: store.state(),
      findings: [...findings],
      startMs,
      minute,
    }),
  };
}

function leafOf(
  tokens: readonly MaskedToken[],
  severity: LogSeverity,
): Template {
  return createTemplate({
    tokens: tokens.map(token => token.key),
    holes: [],
    shown: tokens.map(token => token.text),
    wild: tokens.map(token => token.wild),
    doubtful: positionsOf(tokens, token => token.needsEvidence),
    sizes: positionsOf(tokens, token => token.role === 'size'),
    severity,
    lines: 0,
    firstSeenMs: undefined,
    lastSeenMs: undefined,
    rate: newRate(),
  });
}

function positionsOf(
  tokens: readonly MaskedToken[],
  test: (token: MaskedToken) => boolean,
): number[] {
  return tokens.flatMap((token, position) => (test(token) ? [position] : []));
}

function count(template: Template, timeMs: number | undefined): void {
  template.lines += 1;
  if (timeMs === undefined) return;
  template.rate.counted += 1;
  template.firstSeenMs ??= timeMs;
  template.lastSeenMs = Math.max(template.lastSeenMs ?? timeMs, timeMs);
}

function toLogTemplate(template: Template): LogTemplate {
  return {
    id: template.id,
    text: templateText(template),
    severity: template.severity,
    lines: template.lines,
    firstSeenMs: template.firstSeenMs,
    lastSeenMs: template.lastSeenMs,
    linesPerMinute: template.rate.mean,
  };
}
