import type { GoFunctions } from '../functions/GoFunction';
import type { TemplateSet } from '../syntax/joinTemplates';
import { parseTemplate } from '../syntax/parseTemplate';
import type { Template } from '../syntax/Template';
import type { GoValue } from '../values/GoValue';
import { toGoValue } from '../values/toGoValue';
import { Budget, type TemplateLimits } from './Budget';
import {
  Evaluator,
  type EvaluationScope,
  type TemplateLookup,
} from './Evaluator';
import type { MissingKey } from './resolveField';

/** How a template is rendered. */
export interface RenderOptions {
  /** In addition to Go's own. */
  readonly functions?: GoFunctions;
  /** What `template` and `include` find by name, before what the text itself defines. */
  readonly templates?: TemplateSet;
  /** `default` prints `<no value>` for an absent key; Helm uses `zero`. */
  readonly missingKey?: MissingKey;
  readonly limits?: Partial<TemplateLimits>;
}

/**
 * Renders a template over JSON-like data or Go values (a Map is used as it is, so functions may change it).
 * Throws a TemplateError: `execute` when the template fails on the data, `limit` when it asks for too much.
 */
export function renderTemplate(
  template: Template,
  data: unknown,
  options: RenderOptions = {},
): string {
  const budget = new Budget(options.limits);
  const evaluate = (
    body: Template,
    value: GoValue,
    templates: TemplateLookup,
  ): string => {
    const scope: EvaluationScope = {
      functions: options.functions ?? {},
      templates,
      missingKey: options.missingKey ?? 'default',
      budget,
      renderText: (text, inner, name) =>
        budget.descend(() => {
          budget.spend(text.length / 8);
          const functions = Object.keys(options.functions ?? {});
          const parsed = parseTemplate(text, { name, functions });
          return evaluate(parsed, inner, layered(own(parsed), templates));
        }),
    };
    return new Evaluator(scope, body, value).run(body.body, value);
  };
  const dot: GoValue = data instanceof Map ? data : toGoValue(data);
  const { templates } = options;
  return evaluate(
    template,
    dot,
    templates === undefined ? own(template) : layered(templates, own(template)),
  );
}

/** What a text defines, itself among it. */
function own(template: Template): TemplateLookup {
  return {
    get: name =>
      template.definitions.get(name) ??
      (name === template.name ? template : undefined),
  };
}

/** Sets are large and renderings many, so they are looked through rather than joined. */
function layered(
  first: TemplateLookup,
  second: TemplateLookup,
): TemplateLookup {
  return { get: name => first.get(name) ?? second.get(name) };
}
