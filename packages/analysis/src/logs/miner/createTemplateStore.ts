import { hashNumber, hashTokens } from '../hash/hashTokens';
import type { MaskedToken } from '../mask/MaskedToken';
import { createTemplateIndex } from './createTemplateIndex';
import type { UsePlace } from './createUseOrder';
import { createUseOrder } from './createUseOrder';
import { mergeTemplates } from './mergeTemplates';
import type { Template } from './Template';
import { showHole } from './showHole';

/** JSON-safe: the templates, the one not used for longest first, and where merged ids lead. */
export interface TemplateStoreState {
  readonly templates: readonly Template[];
  readonly successors: readonly (readonly [string, string])[];
}

/** A template that was filed, and what that changed. */
export interface FiledTemplate {
  readonly template: Template;
  /** Ids that lead to `template` from now on, sorted. */
  readonly merged: readonly string[];
  readonly evicted: Template | undefined;
}

/** A bounded number of templates, found by the lines they fit. */
export interface TemplateStore {
  /** The template of a line, which counts as used now. */
  find(tokens: readonly MaskedToken[]): Template | undefined;
  /** Files the template of a new line, or merges it; makes room when there is none. */
  add(template: Template): FiledTemplate;
  /** By its id or one that was merged into it. */
  template(id: string): Template | undefined;
  /** All, the one not used for longest first. */
  templates(): readonly Template[];
  state(): TemplateStoreState;
}

/** Ids of merged templates and keys of known lines are remembered up to this many per template. */
const rememberedPerTemplate = 4;

/**
 * An empty store, or one as it was saved. `find` is O(1) for a line seen before and one look-up in the index otherwise;
 * `add` costs what the index needs. Saved templates are copied. No errors.
 */
export function createTemplateStore(
  maxTemplates: number,
  saved?: TemplateStoreState,
): TemplateStore {
  const index = createTemplateIndex();
  const order = createUseOrder<Template>();
  const byId = new Map<string, UsePlace<Template>>();
  const successors = new Map<string, string>(saved?.successors);
  /** Only a cache: what it holds is found through the index as well. */
  const byHash = new Map<number, UsePlace<Template>>();
  const maxRemembered = maxTemplates * rememberedPerTemplate;
  for (const template of saved?.templates ?? []) insert(copyOf(template));

  function insert(template: Template): UsePlace<Template> {
    const place = order.add(template);
    byId.set(template.id, place);
    successors.delete(template.id);
    index.add(template);
    return place;
  }

  function remove(template: Template): void {
    const place = byId.get(template.id);
    if (place) order.remove(place);
    byId.delete(template.id);
    index.remove(template);
  }

  function remember(hash: number, place: UsePlace<Template>): void {
    if (byHash.size >= maxRemembered) byHash.clear();
    byHash.set(hash, place);
  }

  function search(
    tokens: readonly MaskedToken[],
  ): UsePlace<Template> | undefined {
    const template = index.find(tokens);
    if (!template) return undefined;
    for (const hole of template.holes)
      template.shown[hole] = showHole([
        template.shown[hole],
        tokens[hole].text,
      ]);
    return byId.get(template.id);
  }

  /** Merges the family of a template as long as it has one; writes down whose ids lead elsewhere. */
  function mergeFamilies(template: Template, merged: string[]): Template {
    const family = index.familyOf(template);
    if (!family) return template;
    const whole = mergeTemplates(family.members, family.holes);
    family.members.forEach(remove);
    for (const id of family.members.map(member => member.id).sort()) {
      successors.set(id, whole.id);
      merged.push(id);
    }
    for (const id of successors.keys()) {
      if (successors.size <= maxRemembered) break;
      successors.delete(id);
    }
    byHash.clear();
    insert(whole);
    return mergeFamilies(whole, merged);
  }

  function makeRoom(): Template | undefined {
    if (byId.size <= maxTemplates) return undefined;
    const oldest = order.oldest();
    if (!oldest) return undefined;
    remove(oldest.item);
    return oldest.item;
  }

  function follow(id: string): string {
    let last = id;
    let next = successors.get(last);
    while (next !== undefined) {
      last = next;
      next = successors.get(last);
    }
    return last;
  }

  return {
    find(tokens) {
      const hash = hashNumber(hashTokens(tokens));
      let place = byHash.get(hash);
      if (!place?.isListed) {
        place = search(tokens);
        if (!place) return undefined;
        remember(hash, place);
      }
      order.touch(place);
      return place.item;
    },
    add(template) {
      insert(template);
      const merged: string[] = [];
      const whole = mergeFamilies(template, merged);
      return {
        template: whole,
        merged: merged
          .filter(id => id !== template.id && id !== whole.id)
          .sort(),
        evicted: makeRoom(),
      };
    },
    template: id => byId.get(follow(id))?.item,
    templates: () => order.items(),
    state: () => ({
      templates: order.items().map(copyOf),
      successors: [...successors],
    }),
  };
}

function copyOf(template: Template): Template {
  return {
    ...template,
    shown: [...template.shown],
    rate: { ...template.rate },
  };
}
