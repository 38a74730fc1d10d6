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
    | { readonly kind: 'same'; readonly descriptor: 1 | 2 }
    | { readonly kind: 'here'; readonly text: Word };
}

export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly {
    readonly name: string;
    readonly value: Word;
  }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export type CompoundCommand = {
  readonly redirects: readonly Redirect[];
} & (
  | { readonly kind: 'group' | 'subshell'; readonly body: Script }
  | {
      readonly kind: 'if';
      readonly branches: readonly {
        readonly condition: Script;
        readonly body: Script;
      }[];
      readonly otherwise: Script;
    }
  | {
      /** `while`, or `until`. */
      readonly kind: 'loop';
      readonly isUntil: boolean;
      readonly condition: Script;
      readonly body: Script;
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      /** Without any, the arguments of the script. */
      readonly words?: readonly Word[];
      readonly body: Script;
    }
  | {
      readonly kind: 'case';
      readonly word: Word;
      readonly branches: readonly {
        readonly patterns: readonly Word[];
        readonly body: Script;
      }[];
    }
);

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly name: string;
  readonly body: Command;
}

export type Command = SimpleCommand | CompoundCommand | FunctionDefinition;

export interface Pipeline {
  readonly isNegated: boolean;
  readonly commands: readonly Command[];
}

/** Pipelines one after the other; `and`/`or` run only after success/failure of what ran last. */
export type Script = readonly {
  readonly after: 'always' | 'and' | 'or';
  readonly pipeline: Pipeline;
}[];
