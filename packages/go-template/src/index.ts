export { defaultLimits, type TemplateLimits } from './evaluation/Budget';
export type { MissingKey } from './evaluation/ExpressionEvaluator';
export {
  renderTemplate,
  type RenderOptions,
} from './evaluation/renderTemplate';
export { formatPrintf } from './format/formatPrintf';
export { formatValue } from './format/formatValue';
export {
  goFunction,
  variadicFunction,
  type CallContext,
  type GoFunction,
  type GoFunctions,
  type ParameterKind,
  type Parameters,
} from './functions/GoFunction';
export { joinTemplates, type TemplateSet } from './syntax/joinTemplates';
export { parseTemplate, type ParseOptions } from './syntax/parseTemplate';
export type {
  Template,
  TemplateDefinition,
  TemplateSource,
} from './syntax/Template';
export {
  TemplateError,
  type TemplateErrorCode,
  type TemplateErrorPosition,
} from './TemplateError';
export { GoStruct, type GoStructOptions } from './values/GoStruct';
export type { GoList, GoMap, GoValue } from './values/GoValue';
export { copyGoValue, toGoValue } from './values/toGoValue';
export { toPlainValue } from './values/toPlainValue';
export { isTrue } from './values/isTrue';
