/** A parsed template; positions are offsets into the text it came from. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly position: number; readonly text: string }
  | {
      readonly kind: 'action';
      readonly position: number;
      readonly pipe: PipeNode;
    }
  | BranchNode
  | TemplateCallNode
  | { readonly kind: 'break'; readonly position: number }
  | { readonly kind: 'continue'; readonly position: number };

/** `if`, `with` and `range`. */
export interface BranchNode {
  readonly kind: 'if' | 'with' | 'range';
  readonly position: number;
  readonly pipe: PipeNode;
  readonly body: readonly TemplateNode[];
  readonly otherwise?: readonly TemplateNode[];
}

/** `{{ template "name" pipeline }}`. */
export interface TemplateCallNode {
  readonly kind: 'template';
  readonly position: number;
  readonly template: string;
  readonly pipe?: PipeNode;
}

/** Commands joined by `|`, whose value may be declared as variables. */
export interface PipeNode {
  readonly kind: 'pipe';
  readonly position: number;
  readonly isAssignment: boolean;
  readonly variables: readonly string[];
  readonly commands: readonly CommandNode[];
}

/** A function, method, field or value, and its arguments. */
export interface CommandNode {
  readonly kind: 'command';
  readonly position: number;
  readonly operands: readonly OperandNode[];
}

/** A number that may pass as an int, as a float, or as both: `3` does, `3.5` does not. */
export interface NumberNode {
  readonly kind: 'number';
  readonly position: number;
  readonly text: string;
  readonly int?: bigint;
  readonly float: number;
  /** Looks like a float: `1.0`, `1e3`. */
  readonly isFloat: boolean;
}

/** A word of a command. */
export type OperandNode =
  | PipeNode
  | NumberNode
  | { readonly kind: 'dot'; readonly position: number }
  | { readonly kind: 'nil'; readonly position: number }
  | {
      readonly kind: 'boolean';
      readonly position: number;
      readonly value: boolean;
    }
  | {
      readonly kind: 'string';
      readonly position: number;
      readonly quoted: string;
      readonly value: string;
    }
  | {
      readonly kind: 'identifier';
      readonly position: number;
      readonly name: string;
    }
  | {
      readonly kind: 'field';
      readonly position: number;
      readonly path: readonly string[];
    }
  /** The first of the path is the variable, with its `$`. */
  | {
      readonly kind: 'variable';
      readonly position: number;
      readonly path: readonly string[];
    }
  | {
      readonly kind: 'chain';
      readonly position: number;
      readonly operand: OperandNode;
      readonly path: readonly string[];
    };
