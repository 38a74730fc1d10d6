import { wildcard } from '../mask/MaskedToken';
import type { TokensHash } from '../hash/hashTokens';
import {
  exchangeToken,
  hashNumber,
  hashToken,
  hashTokens,
} from '../hash/hashTokens';
import { isVariablePosition } from './isVariablePosition';
import type { Template } from './Template';
import { commonWords, isWord } from './Template';

/** Templates that are one template. */
export interface TemplateFamily {
  readonly members: readonly Template[];
  /** The holes of the template that they are. */
  readonly holes: readonly number[];
}

/** Finds the templates that a line fits, and those that are one. */
export interface TemplateIndex {
  /** The template that fits the tokens with these hashes; the one with fewest holes when several do. */
  find(tokens: readonly TokensHash[]): Template | undefined;
  add(template: Template): void;
  remove(template: Template): void;
  /** The templates, this one among them, that are proved to be one; `undefined` as long as it stands alone. */
  familyOf(template: Template): TemplateFamily | undefined;
}

/** Positions behind this one are never made variable: their evidence would cost more than it gives. */
const maxFamilyPositions = 40;

const hashOfHole = hashToken(wildcard);

/** Where a template is found. */
interface IndexEntry {
  /** Its tokens as they are. */
  readonly pattern: number;
  /** One number for each position that could become a hole: equal for templates that differ there only. */
  readonly families: readonly number[];
}

/** The templates that have their holes at the same positions; without holes, too. */
interface HoleSet {
  readonly holes: readonly number[];
  readonly patterns: Map<number, Template>;
}

/**
 * An index of templates by their tokens with one position left out (their families), and of templates with holes by
 * their other tokens. `find` is O(tokens × distinct sets of holes of that length), `add` and `remove` O(characters),
 * `familyOf` O(tokens × members); memory is O(templates × tokens). Hashes have 53 bits and are not verified. No errors.
 * The idea: SPELL and Drain merge by similarity; here a merge needs evidence at one position (see isVariablePosition).
 */
export function createTemplateIndex(): TemplateIndex {
  const entries = new Map<Template, IndexEntry>();
  /** A family of one is the template itself: nearly all are, and there is one for each token of each template. */
  const families = new Map<number, Template | Set<Template>>();
  const holeSets = new Map<number, HoleSet[]>();
  const byLength = new Map<number, Set<Template>>();

  function add(template: Template): void {
    const entry = entryOf(template);
    entries.set(template, entry);
    for (const family of entry.families) {
      const members = families.get(family);
      if (members instanceof Set) members.add(template);
      else if (members) families.set(family, new Set([members, template]));
      else families.set(family, template);
    }
    const { length } = template.tokens;
    const peers = byLength.get(length);
    if (peers) peers.add(template);
    else byLength.set(length, new Set([template]));
    holeSetOf(template).patterns.set(entry.pattern, template);
  }

  function remove(template: Template): void {
    const entry = entries.get(template);
    if (!entry) return;
    entries.delete(template);
    for (const family of entry.families) {
      const members = families.get(family);
      if (members instanceof Set) members.delete(template);
      if (
        members === template ||
        (members instanceof Set && members.size === 0)
      )
        families.delete(family);
    }
    byLength.get(template.tokens.length)?.delete(template);
    const set = holeSetOf(template);
    set.patterns.delete(entry.pattern);
    if (set.patterns.size === 0) {
      const { length } = template.tokens;
      const others = holeSets.get(length)?.filter(other => other !== set);
      holeSets.set(length, others ?? []);
    }
  }

  function holeSetOf(template: Template): HoleSet {
    const { length } = template.tokens;
    let sets = holeSets.get(length);
    if (!sets) {
      sets = [];
      holeSets.set(length, sets);
    }
    const known = sets.find(set => compareHoles(set, template) === 0);
    if (known) return known;
    const created: HoleSet = { holes: template.holes, patterns: new Map() };
    sets.push(created);
    sets.sort(compareHoles);
    return created;
  }

  function find(tokens: readonly TokensHash[]): Template | undefined {
    const sets = holeSets.get(tokens.length);
    if (!sets) return undefined;
    const hash = hashTokens(tokens);
    for (const { holes, patterns } of sets) {
      let holed = hash;
      for (const hole of holes)
        holed = exchangeToken(holed, hole, tokens[hole], hashOfHole);
      const pattern = patterns.get(hashNumber(holed));
      if (pattern) return pattern;
    }
    return undefined;
  }

  function familyOf(template: Template): TemplateFamily | undefined {
    const words = commonWords(template);
    const own = entries.get(template)?.families ?? [];
    for (const [position, family] of own.entries()) {
      const members = families.get(family);
      if (!(members instanceof Set) || members.size < 2) continue;
      const token = template.tokens[position];
      const isVariable = isVariablePosition({
        values: [...members].map(member => member.tokens[position]),
        previous: template.tokens[position - 1],
        commonWords: words - (isWord(token) ? 1 : 0),
      });
      if (isVariable) return withFitting(template, [...members], position);
    }
    return undefined;
  }

  /** Adds the templates that fit the merged one without being of the family: they differ at two positions from it. */
  function withFitting(
    template: Template,
    members: Template[],
    position: number,
  ): TemplateFamily {
    const holes = [...template.holes, position].sort((a, b) => a - b);
    if (holes.length === 1) return { members, holes };
    const isHole = new Set(holes);
    const peers = byLength.get(template.tokens.length) ?? new Set();
    const fitting = [...peers].filter(
      peer =>
        !members.includes(peer) &&
        peer.tokens.every(
          (token, at) => isHole.has(at) || token === template.tokens[at],
        ),
    );
    return { members: [...members, ...fitting], holes };
  }

  return { find, add, remove, familyOf };
}

function entryOf({ tokens, holes }: Template): IndexEntry {
  const hashes = tokens.map(hashToken);
  const hash = hashTokens(hashes);
  const mark = hashToken(`\u0000${holes.join(',')}`);
  return {
    pattern: hashNumber(hash),
    families: hashes
      .slice(0, maxFamilyPositions)
      .map((taken, position) =>
        hashNumber(exchangeToken(hash, position, taken, mark)),
      ),
  };
}

/** Fewer holes first, then from left to right. */
function compareHoles(
  first: { readonly holes: readonly number[] },
  second: { readonly holes: readonly number[] },
): number {
  if (first.holes.length !== second.holes.length)
    return first.holes.length - second.holes.length;
  for (const [at, hole] of first.holes.entries())
    if (hole !== second.holes[at]) return hole - second.holes[at];
  return 0;
}
