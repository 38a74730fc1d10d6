import {
  isEmptyBody,
  type Template,
  type TemplateDefinition,
} from './Template';

/** Definitions that templates may call by name. */
export type TemplateSet = ReadonlyMap<string, TemplateDefinition>;

/**
 * Makes one set of many texts, as when Go parses them one after the other: each text can be called by its name, and of
 * two definitions with one name the later wins, unless it is empty.
 */
export function joinTemplates(templates: Iterable<Template>): TemplateSet {
  const set = new Map<string, TemplateDefinition>();
  const add = (definition: TemplateDefinition) => {
    if (!set.has(definition.name) || !isEmptyBody(definition.body)) {
      set.set(definition.name, definition);
    }
  };
  for (const template of templates) {
    for (const definition of template.definitions.values()) add(definition);
    add(template);
  }
  return set;
}
