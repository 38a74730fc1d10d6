import {
  parseTemplate,
  renderTemplate,
  sprigFunctions,
  type GoFunctions,
} from '@orrery/go-template';
import { fieldAt } from '@orrery/kubernetes-model';
import { isJsonMap, type JsonMap } from '../../cluster/JsonMap';

/** How an ApplicationSet writes its templates. */
export interface TemplateOptions {
  readonly isGoTemplate: boolean;
  /** `missingkey=error`. */
  readonly failsOnMissing: boolean;
  /** Placeholders without a parameter stay, for somebody else to fill. */
  readonly keepsUnknown?: boolean;
}

const functions: GoFunctions = sprigFunctions({
  nowMs: () => 0,
  // Applications must come out the same each time.
  random: () => 0,
});
const functionNames = Object.keys(functions);

/**
 * Fills a template: every text in it, keys included. Plain templates know `{{name}}`, `{{metadata.labels.env}}`,
 * `{{path}}`, `{{path[0]}}`; Go templates know sprig. A text that is nothing else stays as it is.
 *
 * @throws Error when a Go template fails
 */
export function renderTemplateValue(
  value: unknown,
  parameters: JsonMap,
  options: TemplateOptions,
): unknown {
  if (typeof value === 'string') return renderText(value, parameters, options);
  if (Array.isArray(value)) {
    return value.map(item => renderTemplateValue(item, parameters, options));
  }
  if (!isJsonMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      renderText(key, parameters, options),
      renderTemplateValue(child, parameters, options),
    ]),
  );
}

function renderText(
  text: string,
  parameters: JsonMap,
  { isGoTemplate, failsOnMissing, keepsUnknown = false }: TemplateOptions,
): string {
  if (!text.includes('{{')) return text;
  if (isGoTemplate) {
    if (keepsUnknown && Object.keys(parameters).length === 0) return text;
    const template = parseTemplate(text, {
      name: 'applicationset',
      functions: functionNames,
    });
    return renderTemplate(template, parameters, {
      functions,
      missingKey: failsOnMissing ? 'error' : 'default',
    });
  }
  return text.replace(
    /\{\{\s*([^{}]+?)\s*\}\}/g,
    (placeholder, name: string) =>
      plainParameter(name, parameters) ?? placeholder,
  );
}

/** `path` alone is the path itself; `path[0]` one of its parts; keys may have dots and slashes in them. */
function plainParameter(name: string, parameters: JsonMap): string | undefined {
  const segment = /^(.*)\[(\d+)\]$/.exec(name);
  if (segment) {
    const segments = valueOf(`${segment[1]}.segments`, parameters);
    const part: unknown = Array.isArray(segments)
      ? segments[Number(segment[2])]
      : undefined;
    return typeof part === 'string' ? part : undefined;
  }
  const value = valueOf(name, parameters);
  if (isJsonMap(value)) {
    return typeof value.path === 'string' ? value.path : JSON.stringify(value);
  }
  return value === undefined || value === null ? undefined : String(value);
}

function valueOf(name: string, value: unknown): unknown {
  const direct = fieldAt(value, name);
  if (direct !== undefined || !isJsonMap(value)) return direct;
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const child = fieldAt(value, name.slice(0, dot));
    const found = isJsonMap(child)
      ? valueOf(name.slice(dot + 1), child)
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
