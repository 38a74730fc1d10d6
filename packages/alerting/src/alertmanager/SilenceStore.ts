import {
  compileMatchers,
  type LabelMatcher,
  type Labels,
} from '@orrery/promql';

import { AlertingError } from '../AlertingError';
import { isLabelName } from '../labels/labelNames';
import { regexProblem } from '../labels/parseMatcher';
import {
  type PostedSilence,
  type Silence,
  type SilenceMatcher,
  type SilenceState,
  silenceStateOf,
} from './Silence';

/** How silences are kept. */
export interface SilenceStoreOptions {
  /** Makes UUIDs. */
  readonly newId: () => string;
  /** More silences than this are refused; those that have expired long ago do not count. */
  readonly maxSilences: number;
}

/** As long as Alertmanager keeps what has expired by default. */
const RETENTION_MS = 120 * 3_600_000;

/** The silences of an Alertmanager. Source: Alertmanager 0.25, `silence.Silences`. */
export class SilenceStore {
  readonly #options: SilenceStoreOptions;
  readonly #silences = new Map<string, Silence>();
  readonly #matches = new WeakMap<Silence, (labels: Labels) => boolean>();

  constructor(options: SilenceStoreOptions) {
    this.#options = options;
  }

  /**
   * Creates a silence, or changes one: in place where only its times, author and comment differ and it has not expired, else the old
   * one expires and a new one begins. Returns the id. Throws an AlertingError: `invalid`, `not-found` or `limit`.
   */
  set(posted: PostedSilence, nowMs: number): string {
    this.#forget(nowMs);
    if (posted.startsAtMs >= posted.endsAtMs) {
      throw invalid(
        'Failed to create silence: start time must be before end time',
      );
    }
    if (posted.endsAtMs < nowMs) {
      throw invalid("Failed to create silence: end time can't be in the past");
    }
    const { id = '' } = posted;
    const before = this.#silences.get(id);
    if (id !== '' && before === undefined) throw notFound();
    if (before !== undefined && canUpdate(before, posted, nowMs)) {
      checkMatchers(posted.matchers);
      this.#silences.set(id, { ...posted, id, updatedAtMs: nowMs });
      return id;
    }
    if (before !== undefined && silenceStateOf(before, nowMs) !== 'expired') {
      this.expire(id, nowMs);
    }
    checkMatchers(posted.matchers);
    if (this.#silences.size >= this.#options.maxSilences) {
      throw new AlertingError(
        'limit',
        `silences are limited to ${this.#options.maxSilences}`,
      );
    }
    const newId = this.#options.newId();
    this.#silences.set(newId, {
      ...posted,
      id: newId,
      startsAtMs: Math.max(posted.startsAtMs, nowMs),
      updatedAtMs: nowMs,
    });
    return newId;
  }

  /** Ends a silence now. Throws an AlertingError: `not-found`, or `gone` where it has ended already. */
  expire(id: string, nowMs: number): void {
    const silence = this.#silences.get(id);
    if (silence === undefined) throw notFound();
    const state = silenceStateOf(silence, nowMs);
    if (state === 'expired') {
      throw new AlertingError('gone', `silence ${id} already expired`);
    }
    const startsAtMs = state === 'pending' ? nowMs : silence.startsAtMs;
    this.#silences.set(id, {
      ...silence,
      ...{ startsAtMs, endsAtMs: nowMs, updatedAtMs: nowMs },
    });
  }

  get(id: string): Silence | undefined {
    return this.#silences.get(id);
  }

  /** Active ones by their end, pending ones by their start, then expired ones, the latest first. */
  list(nowMs: number): readonly Silence[] {
    this.#forget(nowMs);
    const order: readonly SilenceState[] = ['active', 'pending', 'expired'];
    return [...this.#silences.values()].sort((a, b) => {
      const state = silenceStateOf(a, nowMs);
      const difference =
        order.indexOf(state) - order.indexOf(silenceStateOf(b, nowMs));
      if (difference !== 0) return difference;
      if (state === 'active') return a.endsAtMs - b.endsAtMs;
      if (state === 'pending') return a.startsAtMs - b.startsAtMs;
      return b.endsAtMs - a.endsAtMs;
    });
  }

  /** The ids of the active silences that fit labels, sorted. */
  silencing(labels: Labels, nowMs: number): readonly string[] {
    return [...this.#silences.values()]
      .filter(
        silence =>
          silenceStateOf(silence, nowMs) === 'active' &&
          this.#matchesOf(silence)(labels),
      )
      .map(({ id }) => id)
      .sort();
  }

  #matchesOf(silence: Silence): (labels: Labels) => boolean {
    const known = this.#matches.get(silence);
    if (known !== undefined) return known;
    const made = compileMatchers(silence.matchers.map(toLabelMatcher));
    this.#matches.set(silence, made);
    return made;
  }

  #forget(nowMs: number): void {
    for (const [id, { endsAtMs }] of this.#silences) {
      if (endsAtMs < nowMs - RETENTION_MS) this.#silences.delete(id);
    }
  }
}

function toLabelMatcher({
  name,
  value,
  isRegex,
  isEqual,
}: SilenceMatcher): LabelMatcher {
  const regex = isEqual ? '=~' : '!~';
  const plain = isEqual ? '=' : '!=';
  return { name, value, operator: isRegex ? regex : plain };
}

function canUpdate(
  before: Silence,
  posted: PostedSilence,
  nowMs: number,
): boolean {
  if (!areEqual(before.matchers, posted.matchers)) return false;
  switch (silenceStateOf(before, nowMs)) {
    case 'active':
      return (
        Math.floor(posted.startsAtMs / 1000) ===
          Math.floor(before.startsAtMs / 1000) && posted.endsAtMs >= nowMs
      );
    case 'pending':
      return posted.startsAtMs >= nowMs;
    default:
      return false;
  }
}

function areEqual(
  a: readonly SilenceMatcher[],
  b: readonly SilenceMatcher[],
): boolean {
  const textOf = ({ name, value, isRegex, isEqual }: SilenceMatcher): string =>
    JSON.stringify([name, value, isRegex, isEqual]);
  return (
    a.length === b.length &&
    a.every((matcher, place) => textOf(matcher) === textOf(b[place]))
  );
}

/** Source: Alertmanager 0.25, `silence.validateSilence`. */
function checkMatchers(matchers: readonly SilenceMatcher[]): void {
  if (matchers.length === 0) {
    throw invalid('silence invalid: at least one matcher required');
  }
  matchers.forEach(({ name, value, isRegex }, place) => {
    const at = `silence invalid: invalid label matcher ${place}: `;
    if (!isLabelName(name)) {
      throw invalid(`${at}invalid label name ${JSON.stringify(name)}`);
    }
    const problem = isRegex ? regexProblem(value) : undefined;
    if (problem !== undefined) {
      // The pattern is compiled without anchors there.
      const bare = problem.replace(`^(?:${value})$`, value);
      throw invalid(
        `${at}invalid regular expression ${JSON.stringify(value)}: ${bare}`,
      );
    }
  });
  const matchesEmpty = matchers.every(matcher =>
    compileMatchers([toLabelMatcher(matcher)])({}),
  );
  if (matchesEmpty) {
    throw invalid(
      'silence invalid: at least one matcher must not match the empty string',
    );
  }
}

function invalid(message: string): AlertingError {
  return new AlertingError('invalid', message);
}

function notFound(): AlertingError {
  return new AlertingError('not-found', 'silence not found');
}
