import { quoteText } from '../format/quoteText';
import type { GoFunction } from '../functions/GoFunction';
import { GoStruct } from '../values/GoStruct';
import { typeName } from '../values/typeName';
import { noValue, type Slot } from './Slot';

/** What a key that a map does not have yields: no value, nil (Helm), or an error. */
export type MissingKey = 'default' | 'zero' | 'error';

/** What `.name` behind a value is, or why it is nothing. */
export type ResolvedField =
  | { readonly kind: 'method'; readonly method: GoFunction }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Looks a method, field or key up. The names of prototypes are names like any other. */
export function resolveField(
  receiver: Slot,
  name: string,
  options: { readonly missingKey: MissingKey; readonly hasArguments: boolean },
): ResolvedField {
  const { missingKey, hasArguments } = options;
  if (receiver === noValue) {
    return missingKey === 'error'
      ? wrong(`nil data; no entry for key ${quoteText(name)}`)
      : { kind: 'slot', slot: noValue };
  }
  if (receiver === undefined) {
    return wrong(`nil pointer evaluating interface {}.${name}`);
  }
  let entries = receiver instanceof Map ? receiver : undefined;
  if (receiver instanceof GoStruct) {
    const method = receiver.methods.get(name);
    if (method !== undefined) return { kind: 'method', method };
    if (receiver.fields.has(name)) {
      return hasArguments
        ? wrong(`${name} has arguments but cannot be invoked as function`)
        : { kind: 'slot', slot: receiver.fields.get(name) };
    }
    entries = receiver.entries;
  }
  if (entries === undefined) {
    return wrong(`can't evaluate field ${name} in type ${typeName(receiver)}`);
  }
  if (hasArguments) return wrong(`${name} is not a method but has arguments`);
  if (entries.has(name)) return { kind: 'slot', slot: entries.get(name) };
  if (missingKey === 'error') {
    return wrong(`map has no entry for key ${quoteText(name)}`);
  }
  return { kind: 'slot', slot: missingKey === 'zero' ? undefined : noValue };
}

function wrong(reason: string): ResolvedField {
  return { kind: 'wrong', reason };
}
