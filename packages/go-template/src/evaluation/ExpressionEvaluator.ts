import { quoteText } from '../format/quoteText';
import { builtinFunctions } from '../functions/builtinFunctions';
import type {
  CallContext,
  GoFunction,
  GoFunctions,
  ParameterKind,
} from '../functions/GoFunction';
import { printNode, type AnyNode } from '../syntax/printNode';
import type {
  CommandNode,
  OperandNode,
  PipeNode,
} from '../syntax/TemplateNode';
import { TemplateError } from '../TemplateError';
import type { GoValue } from '../values/GoValue';
import { isTrue } from '../values/isTrue';
import { LimitError } from './Budget';
import {
  checkArgument,
  parameterType,
  type CheckedArgument,
} from './checkArgument';
import { countProblem, parameterAt } from './callSignature';
import type { Blame } from './Blame';
import { literalArgument, literalValue } from './literalArgument';
import { resolveField, type MissingKey } from './resolveField';
import { noValue, valueOf, type Slot } from './Slot';
import { VariableStack } from './VariableStack';

/** What expressions of one template need. */
export interface ExpressionScope {
  /** In addition to Go's own, which they replace. */
  readonly functions: GoFunctions;
  readonly missingKey: MissingKey;
}

/** The value that a pipeline hands to its next command as last argument, if there is one. */
type Piped = { readonly slot: Slot } | undefined;

/** Evaluates pipelines as `text/template` does, and keeps the variables of its template. */
export class ExpressionEvaluator {
  readonly #scope: ExpressionScope;
  readonly #blame: Blame;
  readonly #context: CallContext;
  readonly #variables = new VariableStack();

  constructor(scope: ExpressionScope, blame: Blame, context: CallContext) {
    this.#scope = scope;
    this.#blame = blame;
    this.#context = context;
  }

  declare(name: string, value: Slot): void {
    this.#variables.declare(name, value);
  }

  assign(name: string, value: Slot): void {
    if (!this.#variables.assign(name, value))
      this.#blame.fail(`undefined variable: ${name}`);
  }

  /** Forgets what `run` declares. */
  inScope<Result>(run: () => Result): Result {
    const mark = this.#variables.size;
    const result = run();
    this.#variables.cut(mark);
    return result;
  }

  pipeline(dot: Slot, pipe: PipeNode): Slot {
    this.#blame.at(pipe);
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
        this.#blame.at(first);
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
        this.#blame.at(first);
        return this.#blame.fail('nil is not a command');
      default:
        this.#blame.at(first);
        this.#notAFunction(first, args, piped);
        return first.kind === 'dot' ? dot : literalValue(first);
    }
  }

  #notAFunction(
    first: OperandNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): void {
    if (args.length > 0 || piped !== undefined) {
      this.#blame.fail(
        `can't give argument to non-function ${printNode(first)}`,
      );
    }
  }

  #variable(
    dot: Slot,
    node: OperandNode & { kind: 'variable' },
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    this.#blame.at(node);
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
    this.#blame.at(node);
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
    const hasArguments = args.length > 0 || piped !== undefined;
    const field = resolveField(receiver, name, {
      missingKey: this.#scope.missingKey,
      hasArguments,
    });
    switch (field.kind) {
      case 'method':
        return this.#call(dot, field.method, name, node, args, piped);
      case 'slot':
        return field.slot;
      default:
        return this.#blame.fail(field.reason);
    }
  }

  #function(
    dot: Slot,
    name: string,
    node: OperandNode,
    command: AnyNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    this.#blame.at(node);
    const target = this.#find(name);
    if (target === undefined) {
      return this.#blame.fail(`${quoteText(name)} is not a defined function`);
    }
    return this.#call(dot, target, name, command, args, piped);
  }

  #find(name: string): GoFunction | undefined {
    return [this.#scope.functions, builtinFunctions].find(functions =>
      Object.hasOwn(functions, name),
    )?.[name];
  }

  #call(
    dot: Slot,
    target: GoFunction,
    name: string,
    node: AnyNode,
    args: readonly OperandNode[],
    piped: Piped,
  ): Slot {
    const problem = countProblem(
      target,
      name,
      args.length,
      piped !== undefined,
    );
    if (problem !== undefined) this.#blame.fail(problem);
    if (target.stopsAt !== undefined) {
      return this.#lazily(dot, target.stopsAt, args, piped);
    }
    const values = args.map((arg, index) =>
      this.#argument(dot, parameterAt(target, index), arg),
    );
    if (piped !== undefined)
      values.push(this.#check(piped.slot, parameterAt(target, args.length)));
    this.#context.spend(1);
    try {
      return target.call(values, this.#context);
    } catch (error) {
      if (error instanceof LimitError || error instanceof RangeError)
        throw error;
      if (error instanceof TemplateError && error.code === 'limit') throw error;
      this.#blame.at(node);
      const reason = error instanceof Error ? error.message : String(error);
      return this.#blame.fail(`error calling ${name}: ${reason}`, error);
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
    this.#blame.at(node);
    switch (node.kind) {
      case 'nil':
        if (kind === 'any' || kind === 'map' || kind === 'list')
          return undefined;
        return this.#blame.fail(`cannot assign nil to ${parameterType(kind)}`);
      case 'boolean':
      case 'string':
      case 'number':
        return this.#accept(literalArgument(kind, node));
      default:
        return this.#check(this.#operand(dot, node), kind);
    }
  }

  #operand(dot: Slot, node: OperandNode): Slot {
    this.#blame.at(node);
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
        return literalValue(node);
    }
  }

  #check(slot: Slot, kind: ParameterKind): GoValue {
    return this.#accept(checkArgument(slot, kind));
  }

  #accept(checked: CheckedArgument): GoValue {
    return checked.kind === 'value'
      ? checked.value
      : this.#blame.fail(checked.reason);
  }
}
