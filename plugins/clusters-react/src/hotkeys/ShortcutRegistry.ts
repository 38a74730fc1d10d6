export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

/** Shortcuts of one page, or of one part of it. */
export interface ShortcutSection {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** What the keys do where the viewer is now, for the list behind `?`. Sections stand in the order in which they came. */
export class ShortcutRegistry {
  #sections: readonly ShortcutSection[] = [];
  readonly #listeners = new Set<() => void>();

  readonly read = (): readonly ShortcutSection[] => this.#sections;

  /** Returns the way back; a second call of it is harmless. */
  add(section: ShortcutSection): () => void {
    this.#set([...this.#sections, section]);
    return () => this.#set(this.#sections.filter(each => each !== section));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(sections: readonly ShortcutSection[]): void {
    this.#sections = sections;
    for (const listener of this.#listeners) listener();
  }
}

/** Of this browser tab: there is one keyboard. */
export const shortcutRegistry = new ShortcutRegistry();
