import type { Labels } from '@orrery/promql';

import { labelOf } from '../labels/Labels';
import type { LogEntry } from './LogSource';

/** The labels of a line by where they come from. */
export interface LabelLayers {
  readonly stream: Labels;
  readonly metadata: Labels;
  readonly parsed: Labels;
}

/** Why a stage could not do its work on a line. */
export type LineError =
  | 'JSONParserErr'
  | 'LogfmtParserErr'
  | 'LabelFilterErr'
  | 'SampleExtractionErr'
  | 'TemplateFormatErr';

/** The label that tells which error a line has. */
export const errorLabel = '__error__';
/** The label that tells more of it. */
export const errorDetailsLabel = '__error_details__';

const none: Labels = Object.freeze({});

/**
 * A line on its way through a pipeline: its text, and its labels in three layers, where what a stage sets hides what the line and
 * its stream bring. Layers are made when first written, so a line that passes only filters costs little.
 */
export class LineState {
  readonly entry: LogEntry;
  readonly stream: Labels;
  #line: string | undefined;
  #set: Map<string, string> | undefined;
  #dropped: Set<string> | undefined;

  constructor(entry: LogEntry, stream: Labels) {
    this.entry = entry;
    this.stream = stream;
  }

  get line(): string {
    return this.#line ?? this.entry.line;
  }

  set line(text: string) {
    this.#line = text;
  }

  get metadata(): Labels {
    return this.entry.metadata ?? none;
  }

  /** Whether no stage has changed a label. */
  get isPlain(): boolean {
    return this.#set === undefined && this.#dropped === undefined;
  }

  get(name: string): string {
    const value = this.#set?.get(name);
    if (value !== undefined) return value;
    if (this.#dropped?.has(name)) return '';
    return labelOf(this.metadata, name) || labelOf(this.stream, name);
  }

  has(name: string): boolean {
    return this.get(name) !== '' || (this.#set?.has(name) ?? false);
  }

  set(name: string, value: string): void {
    this.#set ??= new Map();
    this.#set.set(name, value);
  }

  /** Sets what a parser found; a label of the stream keeps its name, and the first of two finds wins. */
  extract(name: string, value: string): void {
    const isTaken = labelOf(this.stream, name) !== '';
    const free = isTaken ? `${name}_extracted` : name;
    if (!this.#set?.has(free)) this.set(free, value);
  }

  drop(name: string): void {
    this.#set?.delete(name);
    this.#dropped ??= new Set();
    this.#dropped.add(name);
  }

  /** The first error stays. */
  fail(error: LineError, details: string): void {
    if (this.hasError) return;
    this.set(errorLabel, error);
    this.set(errorDetailsLabel, details);
  }

  get hasError(): boolean {
    return (this.#set?.get(errorLabel) ?? '') !== '';
  }

  /** All labels with a value. O(labels). */
  labels(): Labels {
    const { stream, metadata, parsed } = this.layers();
    return { ...stream, ...metadata, ...parsed };
  }

  /** The labels with a value, each in one layer only. O(labels). */
  layers(): LabelLayers {
    if (this.isPlain) {
      return {
        stream: this.stream,
        metadata: this.metadata,
        parsed: none,
      };
    }
    const isHidden = (name: string) =>
      (this.#set?.has(name) ?? false) || (this.#dropped?.has(name) ?? false);
    return {
      stream: without(this.stream, isHidden),
      metadata: without(this.metadata, isHidden),
      parsed: Object.fromEntries(
        [...(this.#set ?? [])].filter(([, value]) => value !== ''),
      ),
    };
  }
}

function without(labels: Labels, isHidden: (name: string) => boolean): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([name, value]) => value !== '' && !isHidden(name),
    ),
  );
}
