/** A part of a word, before expansion. What is quoted is neither split nor matched against file names. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `${name:-fallback}` */
      readonly fallback?: string;
      readonly isQuoted: boolean;
    }
  | {
      /** `$((…))` */
      readonly kind: 'arithmetic';
      readonly text: string;
      readonly isQuoted: boolean;
    }
  | {
      readonly kind: 'command';
      readonly script: Script;
      readonly isQuoted: boolean;
    };

export type Word = readonly WordPart[];

export interface Redirect {
  readonly descriptor: 0 | 1 | 2;
  readonly target:
    | { readonly kind: 'read' | 'write' | 'append'; readonly file: Word }
    | { readonly kind: 'same'; readonly descriptor: 1 | 2 };
}

export interface SimpleCommand {
  readonly assignments: readonly {
    readonly name: string;
    readonly value: Word;
  }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export interface Pipeline {
  readonly isNegated: boolean;
  readonly commands: readonly SimpleCommand[];
}

/** Pipelines one after the other; `and`/`or` run only after success/failure of what ran last. */
export type Script = readonly {
  readonly after: 'always' | 'and' | 'or';
  readonly pipeline: Pipeline;
}[];
