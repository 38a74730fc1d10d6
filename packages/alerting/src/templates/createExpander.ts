import {
  type GoValue,
  GoStruct,
  parseTemplate,
  prometheusFunctions,
  renderTemplate,
  type Template,
  TemplateError,
  type TemplateSample,
} from '@orrery/go-template';
import type { Labels } from '@orrery/promql';

/** Evaluates the query of a template at the time of its rule. Throws what says why it failed. */
export type TemplateQuery = (
  query: string,
  timeMs: number,
) => readonly TemplateSample[];

/** What the templates of a rule may read besides the alert. */
export interface ExpanderOptions {
  /** Of the alert. */
  readonly name: string;
  readonly externalLabels: Labels;
  readonly externalUrl: string;
  readonly query: TemplateQuery;
}

/** The element that an alert is made of. */
export interface TemplateElement {
  readonly labels: Labels;
  readonly value: number;
  readonly timeMs: number;
}

/** Prometheus puts this before every text, so that columns in errors count it. */
const definitions =
  '{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}';

const dataType =
  'struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value float64 }';

/** What texts may call, besides Go's own. */
const functionNames = Object.keys(prometheusFunctions({ nowMs: () => 0 }));

/** A Go `map[string]string`, in which an absent key has an empty value. */
class LabelMap extends Map<string, GoValue> {
  get(name: string): GoValue {
    return super.get(name) ?? '';
  }

  has(): boolean {
    return true;
  }
}

/**
 * Expands the templates of an alert's labels and annotations. One that fails becomes a text which says so, as in Prometheus.
 * Each text is parsed once.
 */
export function createExpander(
  options: ExpanderOptions,
): (text: string, element: TemplateElement) => string {
  const name = nameOf(options.name);
  const parsed = new Map<string, Template>();
  const templateOf = (text: string): Template => {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const template = parse(text, name);
    parsed.set(text, template);
    return template;
  };
  return (text, { labels, value, timeMs }) => {
    if (!text.includes('{{')) return text;
    const data = new GoStruct(dataType, {
      fields: new Map<string, GoValue>([
        ['Labels', new LabelMap(Object.entries(labels))],
        [
          'ExternalLabels',
          new LabelMap(Object.entries(options.externalLabels)),
        ],
        ['ExternalURL', options.externalUrl],
        ['Value', value],
      ]),
    });
    const functions = prometheusFunctions({
      externalUrl: options.externalUrl,
      nowMs: () => timeMs,
      query: query => options.query(query, timeMs),
    });
    try {
      return renderTemplate(templateOf(text), data, { functions });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const what = error.code === 'parse' ? 'parsing' : 'executing';
      return `<error expanding template: error ${what} template ${name}: ${error.message}>`;
    }
  };
}

/** Why a text is no template of this alert, or undefined. */
export function templateProblem(
  text: string,
  alertName: string,
): string | undefined {
  try {
    parse(text, nameOf(alertName));
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.message;
  }
}

function nameOf(alertName: string): string {
  return `__alert_${alertName}`;
}

function parse(text: string, name: string): Template {
  return parseTemplate(definitions + text, { name, functions: functionNames });
}
