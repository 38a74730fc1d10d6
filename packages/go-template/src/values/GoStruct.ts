import type { GoFunction } from '../functions/GoFunction';
import type { GoMap, GoValue } from './GoValue';

/** What makes a GoStruct. */
export interface GoStructOptions {
  readonly fields?: ReadonlyMap<string, GoValue>;
  readonly methods?: ReadonlyMap<string, GoFunction>;
  /** How it prints. */
  readonly text?: string;
  /** For a Go map type with methods: what `range`, `len` and `index` see. */
  readonly entries?: GoMap;
}

/** A value of a named Go type, such as `.Chart`, `.Files` or a point in time: it has exactly the fields and methods listed. */
export class GoStruct {
  /** As `%T` prints it: `*chart.Metadata`. */
  readonly typeName: string;
  readonly fields: ReadonlyMap<string, GoValue>;
  readonly methods: ReadonlyMap<string, GoFunction>;
  readonly text?: string;
  readonly entries?: GoMap;

  constructor(typeName: string, options: GoStructOptions = {}) {
    this.typeName = typeName;
    this.fields = options.fields ?? new Map();
    this.methods = options.methods ?? new Map();
    this.text = options.text;
    this.entries = options.entries;
  }
}
