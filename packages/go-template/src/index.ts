export { defaultLimits, type TemplateLimits } from './evaluation/Budget';
export type { MissingKey } from './evaluation/resolveField';
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
export {
  prometheusFunctions,
  type PrometheusPorts,
  type TemplateSample,
} from './prometheus/prometheusFunctions';
export { GoRegex, type RegexMatch } from './regex/GoRegex';
export {
  compareSemanticVersions,
  parseSemanticVersion,
  type SemanticVersion,
} from './semver/SemanticVersion';
export {
  parseVersionRange,
  type VersionRange,
} from './semver/parseVersionRange';
export { formatGoDuration, parseGoDuration } from './time/goDuration';
export { formatGoTime } from './time/formatGoTime';
export { GoTime } from './time/GoTime';
export { parseGoTime } from './time/parseGoTime';
export { mergeMaps } from './sprig/mergeMaps';
export { formatJson, type JsonOptions } from './sprig/formatJson';
export { sprigFunctions, type SprigPorts } from './sprig/sprigFunctions';
