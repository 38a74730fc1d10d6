import { quoteText } from '../format/quoteText';
import type {
  CallContext,
  GoFunction,
  GoFunctions,
  ParameterKind,
} from '../functions/GoFunction';
import { printNode, type AnyNode } from '../syntax/printNode';
import type { TemplateDefinition } from '../syntax/Template';
import type {
  CommandNode,
  NumberNode,
  OperandNode,
  PipeNode,
} from '../syntax/TemplateNode';
import { TemplateError } from '../TemplateError';
import { GoStruct } from '../values/GoStruct';
import type { GoValue } from '../values/GoValue';
import { isTrue } from '../values/isTrue';
import { typeName } from '../values/typeName';
import { LimitError } from './Budget';
import { checkArgument, parameterType } from './checkArgument';
import { locate } from './locate';
import { noValue, valueOf, type Slot } from './Slot';
import { VariableStack } from './VariableStack';

/** What a key that a map does not have yields: no value, nil (Helm), or an error. */
export type MissingKey = 'default' | 'zero' | 'error';

/** What expressions of one template need. */
export interface ExpressionScope {
  readonly functions: GoFunctions;
  readonly missingKey: MissingKey;
}

/** The value that a pipeline hands to its next command as last argument, if there is one. */
type Piped = { readonly slot: Slot } | undefined;

/** Evaluates pipelines as `text/template` does; keeps the node that an error is blamed on. */
export class ExpressionEvaluator {
  readonly #scope: ExpressionScope;
  readonly #definition: TemplateDefinition;
  readonly #context: CallContext;
  readonly #variables = new VariableStack();
  #node: AnyNode | undefined;

  constructor(
    scope: ExpressionScope,
    definition: TemplateDefinition,
    context: CallContext,
  ) {
    this.#scope = scope;
    this.#definition = definition;
    this.#context = context;
  }

  at(node: AnyNode): void {
    this.#node = node;
  }

  declare(name: string, value: Slot): void {
    this.#variables.declare(name, value);
  }

  assign(name: string, value: Slot): void {
    if (!this.#variables.assign(name, value))
      this.fail(`undefined variable: ${name}`);
  }

  /** Forgets what `run` declares. */
  inScope<Result>(run: () => Result): Result {
    const mark = this.#variables.size;
    const result = run();
    this.#variables.cut(mark);
    return result;
  }

  /** Turns what is thrown inside into TemplateErrors of this template. */
  guard<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (error instanceof LimitError)
        return this.#raise('limit', error.message);
      if (error instanceof RangeError) {
        // The stack, or a text longer than an engine can hold.
        return this.#raise('limit', `too much work: ${error.message}`);
      }
      throw error;
    }
  }

  fail(reason: string, cause?: unknown): never {
    return this.#raise('execute', reason, cause);
  }

  #raise(code: 'execute' | 'limit', reason: string, cause?: unknown): never {
    const { name, source } = this.#definition;
    const place = locate(source, this.#node?.position ?? 0);
    const context = this.#node === undefined ? '' : printNode(this.#node);
    const message = `template: ${source.name}:${place.line}:${
      place.column
    }: executing ${quoteText(name)} at <${context}>: ${reason}`;
    throw new TemplateError(
      code,
      message,
      reason,
      { name: source.name, ...place },
      { cause },
    );
  }

  pipeline(dot: Slot, pipe: PipeNode): Slot {
    this.at(pipe);
    let piped: Piped;
    for (const command of pipe.commands) {
      const slot = this.#command(dot, command, piped);
      // A nil inside an interface is no value from here on, as in Go.
      piped = { slot: slot === undefined ? noValue : slot };
    }
    const value = piped === undefined ? noValue : piped.slot;
    for (const name of pipe.variables) {
      if (pipe.isAssignment) this.assign(name, value);
      else this.declare(name, value);
    }
    return value;
  }

  #command(dot: Slot, command: CommandNode, piped: Piped): Slot {
    this.#context.spend(1);
    const [first, ...args] = command.operands;
    switch (first.kind) {
      case 'field':
        this.at(first);
        return this.#path(dot, dot, first.path, first, args, piped);
      case 'chain':
        return this.#chain(dot, first, args, piped);
      case 'identifier':
        return this.#function(dot, first.name, first, command, args, piped);
      case 'pipe':
        this.#notAFunction(first, args, piped);
        return this.pipeline(dot, first);
      case 'variable':
        return this.#variable(dot, first, args, piped);
      case 'nil':
        this.at(first);
        return this.fail('nil is not a command');
      default:
        this.at(first);
        this.#notAFunction(first, args, piped);
        return first.kind === 'dot' ? dot : this.#literal(first);
    }
  }

  #notAFunction(
    first: OperandNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): void {
    if (args.length > 0 || piped !== undefined) {
      this.fail(`can't give argument to non-function ${printNode(first)}`);
    }
  }

  #literal(
    node: NumberNode | (OperandNode & { kind: 'boolean' | 'string' }),
  ): GoValue {
    if (node.kind !== 'number') return node.value;
    if (!node.isFloat && node.int !== undefined) return node.int;
    return node.float;
  }

  #variable(
    dot: Slot,
    node: OperandNode & { kind: 'variable' },
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    this.at(node);
    const [name, ...path] = node.path;
    const value = this.#variables.get(name);
    if (path.length > 0) return this.#path(dot, value, path, node, args, piped);
    this.#notAFunction(node, args, piped);
    return value;
  }

  #chain(
    dot: Slot,
    node: OperandNode & { kind: 'chain' },
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    this.at(node);
    const receiver = this.#operand(dot, node.operand);
    return this.#path(dot, receiver, node.path, node, args, piped);
  }

  /** `.a.b.c`: only the last name may be a method with arguments. */
  #path(
    dot: Slot,
    start: Slot,
    path: readonly string[],
    node: OperandNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    let receiver = start;
    path.forEach((name, index) => {
      receiver =
        index === path.length - 1
          ? this.#field(dot, receiver, name, node, args, piped)
          : this.#field(dot, receiver, name, node, [], undefined);
    });
    return receiver;
  }

  #field(
    dot: Slot,
    receiver: Slot,
    name: string,
    node: OperandNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    if (receiver === noValue) {
      if (this.#scope.missingKey === 'error') {
        this.fail(`nil data; no entry for key ${quoteText(name)}`);
      }
      return noValue;
    }
    if (receiver === undefined) {
      return this.fail(`nil pointer evaluating interface {}.${name}`);
    }
    const hasArguments = args.length > 0 || piped !== undefined;
    let entries = receiver instanceof Map ? receiver : undefined;
    if (receiver instanceof GoStruct) {
      const method = receiver.methods.get(name);
      if (method !== undefined)
        return this.#call(dot, method, name, node, args, piped);
      if (receiver.fields.has(name)) {
        if (hasArguments)
          this.fail(`${name} has arguments but cannot be invoked as function`);
        return receiver.fields.get(name);
      }
      entries = receiver.entries;
    }
    if (entries === undefined) {
      return this.fail(
        `can't evaluate field ${name} in type ${typeName(receiver)}`,
      );
    }
    if (hasArguments) this.fail(`${name} is not a method but has arguments`);
    if (entries.has(name)) return entries.get(name);
    if (this.#scope.missingKey === 'error') {
      this.fail(`map has no entry for key ${quoteText(name)}`);
    }
    return this.#scope.missingKey === 'zero' ? undefined : noValue;
  }

  #function(
    dot: Slot,
    name: string,
    node: OperandNode,
    command: AnyNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    this.at(node);
    if (!Object.hasOwn(this.#scope.functions, name)) {
      return this.fail(`${quoteText(name)} is not a defined function`);
    }
    return this.#call(
      dot,
      this.#scope.functions[name],
      name,
      command,
      args,
      piped,
    );
  }

  #call(
    dot: Slot,
    target: GoFunction,
    name: string,
    node: AnyNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    this.#checkCount(target, name, args.length, piped);
    if (target.stopsAt !== undefined) {
      return this.#lazily(dot, target.stopsAt, args, piped);
    }
    const values = args.map((arg, index) =>
      this.#argument(dot, kindAt(target, index), arg),
    );
    if (piped !== undefined)
      values.push(this.#check(piped.slot, kindAt(target, args.length)));
    this.#context.spend(1);
    try {
      return target.call(values, this.#context);
    } catch (error) {
      if (error instanceof LimitError || error instanceof RangeError)
        throw error;
      if (error instanceof TemplateError && error.code === 'limit') throw error;
      this.at(node);
      const reason = error instanceof Error ? error.message : String(error);
      return this.fail(`error calling ${name}: ${reason}`, error);
    }
  }

  #checkCount(
    target: GoFunction,
    name: string,
    count: number,
    piped: Piped,
  ): void {
    const given = piped === undefined ? count : count + 1;
    const wanted = target.parameters.length;
    if (target.rest !== undefined) {
      if (given < wanted) {
        this.fail(
          `wrong number of args for ${name}: want at least ${wanted} got ${count}`,
        );
      }
    } else if (given !== wanted) {
      this.fail(
        `wrong number of args for ${name}: want ${wanted} got ${given}`,
      );
    }
  }

  /** `and` stops at the first that is empty, `or` at the first that is not. */
  #lazily(
    dot: Slot,
    stopsAt: boolean,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    let value: GoValue;
    for (const arg of args) {
      value = this.#argument(dot, 'any', arg);
      if (isTrue(value) === stopsAt) return value;
    }
    return piped === undefined ? value : valueOf(piped.slot);
  }

  /** Evaluates an argument; a literal must fit its parameter as it is written. */
  #argument(dot: Slot, kind: ParameterKind, node: OperandNode): GoValue {
    this.at(node);
    switch (node.kind) {
      case 'nil':
        if (kind === 'any' || kind === 'map' || kind === 'list')
          return undefined;
        return this.fail(`cannot assign nil to ${parameterType(kind)}`);
      case 'boolean':
      case 'string':
      case 'number':
        return this.#literalArgument(kind, node);
      default:
        return this.#check(this.#operand(dot, node), kind);
    }
  }

  #operand(dot: Slot, node: OperandNode): Slot {
    this.at(node);
    switch (node.kind) {
      case 'dot':
        return dot;
      case 'field':
        return this.#path(dot, dot, node.path, node, [], undefined);
      case 'variable':
        return this.#variable(dot, node, [], undefined);
      case 'pipe':
        return this.pipeline(dot, node);
      case 'identifier':
        return this.#function(dot, node.name, node, node, [], undefined);
      case 'chain':
        return this.#chain(dot, node, [], undefined);
      case 'nil':
        return undefined;
      default:
        return this.#literal(node);
    }
  }

  #literalArgument(
    kind: ParameterKind,
    node: NumberNode | (OperandNode & { kind: 'boolean' | 'string' }),
  ): GoValue {
    const found = printNode(node);
    switch (kind) {
      case 'any':
        return this.#literal(node);
      case 'string':
        return node.kind === 'string'
          ? node.value
          : this.fail(`expected string; found ${found}`);
      case 'bool':
        return node.kind === 'boolean'
          ? node.value
          : this.fail(`expected bool; found ${found}`);
      case 'float64':
        return node.kind === 'number'
          ? node.float
          : this.fail(`expected float; found ${found}`);
      case 'int':
        return node.kind === 'number' && node.int !== undefined
          ? node.int
          : this.fail(`expected integer; found ${found}`);
      default:
        return this.fail(
          `can't handle ${found} for arg of type ${parameterType(kind)}`,
        );
    }
  }

  #check(slot: Slot, kind: ParameterKind): GoValue {
    const checked = checkArgument(slot, kind);
    return checked.kind === 'value' ? checked.value : this.fail(checked.reason);
  }
}

function kindAt(
  { parameters, rest }: GoFunction,
  index: number,
): ParameterKind {
  return index < parameters.length ? parameters[index] : rest ?? 'any';
}
