import { escapeQuery } from '../functions/escapeText';
import {
  goFunction,
  variadicFunction,
  type GoFunction,
  type GoFunctions,
} from '../functions/GoFunction';
import { GoRegex } from '../regex/GoRegex';
import { GoTime } from '../time/GoTime';
import type { GoList, GoMap, GoValue } from '../values/GoValue';
import { compareText } from '../values/compareText';
import { typeName } from '../values/typeName';
import { titleCase } from '../sprig/letterCase';
import {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  humanizeTimestamp,
} from './humanize';
import { stripDomain, stripPort } from './hostPort';

/** One element of a query's answer, as templates see it. */
export interface TemplateSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What the functions need from outside. */
export interface PrometheusPorts {
  nowMs(): number;
  /** Answers an instant query; without it `query` fails. */
  query?(expression: string): readonly TemplateSample[];
  /** `http://prometheus.example/prom`. */
  readonly externalUrl?: string;
}

const durationUnits: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** The functions of alert annotations and labels, as Prometheus 3 has them. */
export function prometheusFunctions(ports: PrometheusPorts): GoFunctions {
  const externalUrl = ports.externalUrl ?? '';
  return {
    query: goFunction(['string'], expression => {
      if (ports.query === undefined)
        throw new Error('queries are not available here');
      return ports.query(expression).map(toSample);
    }),
    first: goFunction(['list'], samples => {
      if (samples.length === 0)
        throw new Error('first() called on vector with no elements');
      return samples[0];
    }),
    label: goFunction(
      ['string', 'map'],
      (name, sample) => labelsOf(sample).get(name) ?? '',
    ),
    value: goFunction(['map'], sample => sample.get('Value')),
    strvalue: goFunction(
      ['map'],
      sample => labelsOf(sample).get('__value__') ?? '',
    ),
    sortByLabel: goFunction(['string', 'list'], sortByLabel),
    args: variadicFunction(
      [],
      'any',
      (_, values) =>
        new Map(values.map((value, index) => [`arg${index}`, value])),
    ),
    tmpl: goFunction(['string', 'any'], (name, data, context) =>
      context.render(name, data),
    ),
    humanize: numeric(humanize),
    humanize1024: numeric(humanize1024),
    humanizeDuration: numeric(humanizeDuration),
    humanizePercentage: numeric(humanizePercentage),
    humanizeTimestamp: numeric(humanizeTimestamp),
    toTime: goFunction(
      ['any'],
      value => new GoTime(Math.floor(toFloat(value) * 1000)),
    ),
    now: goFunction([], () => ports.nowMs() / 1000),
    parseDuration: goFunction(['string'], parseDurationSeconds),
    match: goFunction(['string', 'string'], (pattern, text, context) =>
      new GoRegex(pattern).test(text, context.spend),
    ),
    reReplaceAll: goFunction(
      ['string', 'string', 'string'],
      (pattern, replacement, text, context) => {
        const regex = new GoRegex(pattern);
        return regex.replace(
          text,
          match => regex.expand(replacement, match),
          context.spend,
        );
      },
    ),
    title: goFunction(['string'], titleCase),
    toUpper: goFunction(['string'], text => text.toUpperCase()),
    toLower: goFunction(['string'], text => text.toLowerCase()),
    safeHtml: goFunction(['string'], text => text),
    urlQueryEscape: goFunction(['string'], escapeQuery),
    stripPort: goFunction(['string'], stripPort),
    stripDomain: goFunction(['string'], stripDomain),
    graphLink: goFunction(['string'], expression => link(expression, 0)),
    tableLink: goFunction(['string'], expression => link(expression, 1)),
    externalURL: goFunction([], () => externalUrl),
    pathPrefix: goFunction([], () =>
      externalUrl.replace(/^[a-z]+:\/\/[^/]*/, ''),
    ),
  };
}

function numeric(write: (value: number) => string): GoFunction {
  return goFunction(['any'], value => write(toFloat(value)));
}

function toFloat(value: GoValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') {
    const number = /^[+-]?inf(inity)?$/i.test(value)
      ? Number(`${value.startsWith('-') ? '-' : ''}Infinity`)
      : Number(value);
    if (
      value.trim() === value &&
      value !== '' &&
      (!Number.isNaN(number) || /^nan$/i.test(value))
    )
      return number;
    throw new Error(`strconv.ParseFloat: parsing "${value}": invalid syntax`);
  }
  throw new Error(
    `can't convert ${value === undefined ? '<nil>' : typeName(value)} to float`,
  );
}

function toSample({ labels, value }: TemplateSample): GoMap {
  return new Map<string, GoValue>([
    ['Labels', new Map(Object.entries(labels))],
    ['Value', value],
  ]);
}

function labelsOf(sample: GoMap): GoMap {
  const labels = sample.get('Labels');
  return labels instanceof Map ? labels : new Map();
}

function sortByLabel(name: string, samples: GoList): GoList {
  const labelOf = (sample: GoValue) =>
    String(
      (sample instanceof Map ? labelsOf(sample).get(name) : undefined) ?? '',
    );
  return [...samples].sort((left, right) =>
    compareText(labelOf(left), labelOf(right)),
  );
}

function link(expression: string, tab: number): string {
  return `/graph?g0.expr=${escapeQuery(expression)}&g0.tab=${tab}`;
}

function parseDurationSeconds(text: string): number {
  if (text === '0') return 0;
  if (text === '') throw new Error('empty duration string');
  if (
    !/^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/.test(
      text,
    )
  ) {
    throw new Error(`not a valid duration string: "${text}"`);
  }
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    seconds += Number(amount) * durationUnits[unit];
  }
  return seconds;
}
