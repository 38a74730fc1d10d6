import type { AnomalyDirection, AnomalyKind } from './AnomalyPoint';
import { EvidenceChannel } from './channel/EvidenceChannel';
import type { ChannelState } from './channel/EvidenceChannel';
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
 * - Shape: one value at a time, constant memory (about 15 KB as JSON).
 * - Unit: evidence in −log10 of probabilities, before the correction for dependent channels.
 * - Invalid input: values must be finite.
 * - Errors: none.
 * - Cost: O(1) amortised, about 3 µs.
 * - Source: Fisher, Statistical Methods for Research Workers (1925), § 21.1, for the sum.
 */
export class StreamModel {
  readonly #values: QuantileHistory;
  readonly #unrest: QuantileHistory;
  readonly #channels: readonly EvidenceChannel[];
  readonly #run: RunLength;
  readonly #expectation: Expectation;
  readonly #usual: SeasonProfile;
  #seen = 0;
  #previous = 0;
  #evidence = 0;

  constructor(saved?: StreamModelState) {
    this.#values = new QuantileHistory(saved?.values);
    this.#unrest = new QuantileHistory(saved?.unrest);
    this.#channels = channelPlan.map(
      (options, i) => new EvidenceChannel(options, saved?.channels[i]),
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
    this.#look(timeMs, value, expectation?.expected);
    this.#run.observe(value);
    const strongest = this.#strongest();
    this.#evidence += evidenceWeight * (strongest.sum - this.#evidence);
    const evidence = Math.max(
      0,
      this.#evidence - usualShare * this.#usualEvidence(timeMs),
    );
    this.#usual.add(timeMs, this.#evidence);
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
      channels: this.#channels.map(channel => channel.state()),
      run: this.#run.state(),
      expectation: this.#expectation.state(),
      usual: this.#usual.state(),
    };
  }

  #look(timeMs: number, value: number, expected?: number): void {
    const foretold = this.#expectation.seasonalAt(timeMs);
    const before = this.#seen > 0 ? this.#previous : undefined;
    const negligible = rounding * Math.abs(value);
    const usualValue = this.#values.quantile(0.5);
    const usualUnrest = this.#unrest.quantile(0.5);
    const lookAt = (
      channel: EvidenceChannel,
      reference: number | undefined,
    ): void => {
      if (reference === undefined) channel.pause();
      else channel.observe(value - reference, 0, negligible);
    };
    for (let i = 0; i < channelPlan.length; i++) {
      const channel = this.#channels[i];
      switch (channelPlan[i].of) {
        case 'value':
          channel.observe(value, usualValue, negligible);
          break;
        case 'step':
          lookAt(channel, before);
          break;
        case 'unrest':
          if (before === undefined) channel.pause();
          else
            channel.observe(Math.abs(value - before), usualUnrest, negligible);
          break;
        case 'error':
          lookAt(channel, expected);
          break;
        default:
          lookAt(channel, foretold);
      }
    }
    this.#values.add(value);
    if (before !== undefined) this.#unrest.add(Math.abs(value - before));
  }

  #strongest(): {
    sum: number;
    kind?: AnomalyKind;
    direction?: AnomalyDirection;
  } {
    let sum = this.#run.surprise;
    let most = this.#run.surprise;
    let kind: AnomalyKind | undefined = most > 0 ? 'flatline' : undefined;
    let up = 0;
    let down = 0;
    for (let i = 0; i < channelPlan.length; i++) {
      const channel = this.#channels[i];
      const surprise = Math.max(channel.up, channel.down);
      sum += surprise;
      if (channelPlan[i].of !== 'unrest') {
        up += channel.up;
        down += channel.down;
      }
      if (surprise > most) {
        most = surprise;
        kind = this.#kindOf(i);
      }
    }
    if (up === down) return { sum, kind };
    return { sum, kind, direction: up > down ? 'up' : 'down' };
  }

  /** A residual is a broken season only where the season is a good guide. */
  #kindOf(channel: number): AnomalyKind {
    const { kind, otherwise } = channelPlan[channel];
    return otherwise && !this.#expectation.isSeasonal() ? otherwise : kind;
  }

  #usualEvidence(timeMs: number): number {
    const slot = this.#usual.slotOf(timeMs);
    return Math.max(
      this.#usual.levelAt(slot - 1) ?? 0,
      this.#usual.levelAt(slot) ?? 0,
      this.#usual.levelAt(slot + 1) ?? 0,
    );
  }
}
