import type { AnomalyDirection, AnomalyKind } from './AnomalyPoint';
import { EvidenceBank } from './channel/EvidenceBank';
import type { ChannelState } from './channel/EvidenceBank';
import { channelPlan } from './channel/channelPlan';
import { RunLength } from './channel/RunLength';
import type { RunLengthState } from './channel/RunLength';
import { Expectation } from './expectation/Expectation';
import type {
  ExpectationState,
  ExpectedValue,
} from './expectation/Expectation';
import { QuantileHistory } from './history/QuantileHistory';
import type { QuantileHistoryState } from './history/QuantileHistory';
import { SeasonProfile } from './season/SeasonProfile';
import type { SeasonState } from './season/SeasonProfile';

/** A model at rest. */
export interface StreamModelState {
  readonly seen: number;
  readonly previous: number;
  readonly evidence: number;
  readonly values: QuantileHistoryState;
  readonly unrest: QuantileHistoryState;
  readonly channels: readonly ChannelState[];
  readonly run: RunLengthState;
  readonly expectation: ExpectationState;
  readonly usual: SeasonState;
}

/** What the model thinks of a value. */
export interface Judgement {
  readonly isReady: boolean;
  /** Sum of −log10 tail probabilities, past what is usual at this hour; 0 or more. */
  readonly evidence: number;
  readonly expectation?: ExpectedValue;
  readonly kind?: AnomalyKind;
  readonly direction?: AnomalyDirection;
}

/** Differences below this share of the value are rounding, not news. */
const rounding = 1e-9;
/** Samples before the first judgement. */
const warmUpSamples = 100;
/** Evidence is smoothed over two samples: one odd sample among calm ones counts two thirds. */
const evidenceWeight = 2 / (2 + 1);
/** How much of the evidence that this hour of the day usually brings is taken off. */
const usualShare = 0.75;
const usualSlots = {
  periodMs: 86_400_000,
  slots: 24,
  passage: 'largest',
  learningRate: 0.2,
} as const;

/**
 * The evidence that the newest value of a stream is unlike its past: the sum of the surprises of all channels (Fisher), smoothed, less a share of
 * what the same hour of the day usually brings.
 *
 * - Shape: one value at a time, constant memory (about 12 KB as JSON).
 * - Unit: evidence in −log10 of probabilities, before the correction for dependent channels.
 * - Invalid input: values must be finite.
 * - Errors: none.
 * - Cost: O(1) amortised, about 3 µs.
 * - Source: Fisher, Statistical Methods for Research Workers (1925), § 21.1, for the sum.
 */
export class StreamModel {
  readonly #values: QuantileHistory;
  readonly #unrest: QuantileHistory;
  readonly #channels: EvidenceBank;
  readonly #surprises = new Float64Array(channelPlan.length);
  readonly #run: RunLength;
  readonly #expectation: Expectation;
  readonly #usual: SeasonProfile;
  #seen = 0;
  #previous = 0;
  #evidence = 0;

  constructor(saved?: StreamModelState) {
    this.#values = new QuantileHistory(saved?.values);
    this.#unrest = new QuantileHistory(saved?.unrest);
    this.#channels = new EvidenceBank(
      channelPlan.map(({ span }) => span),
      saved?.channels,
    );
    this.#run = new RunLength(saved?.run);
    this.#expectation = new Expectation(saved?.expectation);
    this.#usual = new SeasonProfile(usualSlots, saved?.usual);
    if (!saved) return;
    this.#seen = saved.seen;
    this.#previous = saved.previous;
    this.#evidence = saved.evidence;
  }

  /** Judges a value by the past, then learns it. */
  observe(timeMs: number, value: number): Judgement {
    const expectation = this.#expectation.at(timeMs);
    this.#look(value, expectation?.expected, expectation?.seasonal);
    this.#run.observe(value);
    const strongest = this.#strongest();
    this.#evidence += evidenceWeight * (strongest.sum - this.#evidence);
    const slot = this.#usual.slotOf(timeMs);
    const evidence = Math.max(
      0,
      this.#evidence - usualShare * this.#usualEvidence(slot),
    );
    this.#usual.add(slot, this.#evidence);
    this.#expectation.learn(timeMs, value);
    this.#previous = value;
    this.#seen += 1;
    const { kind, direction } = strongest;
    const isReady = this.#seen > warmUpSamples;
    return {
      isReady,
      evidence: isReady ? evidence : 0,
      expectation,
      kind,
      direction,
    };
  }

  state(): StreamModelState {
    return {
      seen: this.#seen,
      previous: this.#previous,
      evidence: this.#evidence,
      values: this.#values.state(),
      unrest: this.#unrest.state(),
      channels: this.#channels.state(),
      run: this.#run.state(),
      expectation: this.#expectation.state(),
      usual: this.#usual.state(),
    };
  }

  /** Fills `#surprises`. NaN stands for what there is not yet. */
  #look(value: number, expected = NaN, seasonal = NaN): void {
    const step = this.#seen > 0 ? value - this.#previous : NaN;
    const usualValue = this.#values.quantile(0.5);
    const usualUnrest = this.#unrest.quantile(0.5);
    const negligible = rounding * Math.abs(value);
    for (let i = 0; i < channelPlan.length; i++) {
      let statistic = step;
      let centre = 0;
      switch (channelPlan[i].of) {
        case 'value':
          statistic = value;
          centre = usualValue;
          break;
        case 'unrest':
          statistic = Math.abs(step);
          centre = usualUnrest;
          break;
        case 'error':
          statistic = value - expected;
          break;
        case 'residual':
          statistic = value - seasonal;
          break;
        default:
      }
      this.#surprises[i] = Number.isNaN(statistic)
        ? 0
        : this.#channels.observe(i, statistic, centre, negligible);
    }
    this.#values.add(value);
    if (this.#seen > 0) this.#unrest.add(Math.abs(step));
  }

  #strongest(): {
    sum: number;
    kind?: AnomalyKind;
    direction?: AnomalyDirection;
  } {
    let sum = this.#run.surprise;
    let most = this.#run.surprise;
    let kind: AnomalyKind | undefined = most > 0 ? 'flatline' : undefined;
    let balance = 0;
    for (let i = 0; i < channelPlan.length; i++) {
      const surprise = Math.abs(this.#surprises[i]);
      sum += surprise;
      if (channelPlan[i].of !== 'unrest') balance += this.#surprises[i];
      if (surprise > most) {
        most = surprise;
        kind = this.#kindOf(i);
      }
    }
    if (balance === 0) return { sum, kind };
    return { sum, kind, direction: balance > 0 ? 'up' : 'down' };
  }

  /** A residual is a broken season only where the season is a good guide. */
  #kindOf(channel: number): AnomalyKind {
    const { kind, otherwise } = channelPlan[channel];
    return otherwise && !this.#expectation.isSeasonal() ? otherwise : kind;
  }

  #usualEvidence(slot: number): number {
    return Math.max(
      this.#usual.levelAt(slot - 1) ?? 0,
      this.#usual.levelAt(slot) ?? 0,
      this.#usual.levelAt(slot + 1) ?? 0,
    );
  }
}
