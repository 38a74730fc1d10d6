import { createHash, randomUUID } from 'node:crypto';

/** A manifest as it was pushed. */
export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly content: Buffer;
  /** The manifest that this one is about, for referrers. */
  readonly subject?: string;
  readonly artifactType?: string;
}

interface OciRepository {
  readonly blobs: Map<string, Buffer>;
  readonly manifests: Map<string, StoredManifest>;
  readonly tags: Map<string, string>;
}

interface Upload {
  readonly repository: string;
  content: Buffer;
}

const maxBytes = 64 * 1024 * 1024;
const maxRepositories = 200;
const maxUploads = 50;

/** `sha256:…` of a content. */
export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Blobs, manifests and tags by repository, in memory: at most 64 MiB, 200 repositories and 50 unfinished uploads. */
export class OciStore {
  readonly #repositories = new Map<string, OciRepository>();
  readonly #uploads = new Map<string, Upload>();
  readonly #listeners = new Set<(repository: string) => void>();
  #bytes = 0;

  repositories(): string[] {
    return [...this.#repositories]
      .filter(([, { manifests }]) => manifests.size > 0)
      .map(([name]) => name)
      .sort();
  }

  has(repository: string): boolean {
    return this.#repositories.has(repository);
  }

  tags(repository: string): string[] {
    return [...(this.#repositories.get(repository)?.tags.keys() ?? [])].sort();
  }

  blob(repository: string, digest: string): Buffer | undefined {
    return this.#repositories.get(repository)?.blobs.get(digest);
  }

  /** By tag or digest. */
  manifest(repository: string, reference: string): StoredManifest | undefined {
    const found = this.#repositories.get(repository);
    return found?.manifests.get(found.tags.get(reference) ?? reference);
  }

  referrers(repository: string, subject: string): StoredManifest[] {
    const manifests =
      this.#repositories.get(repository)?.manifests.values() ?? [];
    return [...manifests].filter(manifest => manifest.subject === subject);
  }

  /** False when the store is full. */
  putBlob(repository: string, content: Buffer): boolean {
    const digest = digestOf(content);
    if (this.blob(repository, digest) !== undefined) return true;
    const target = this.#make(repository);
    if (target === undefined || !this.#reserve(content.length)) return false;
    target.blobs.set(digest, content);
    return true;
  }

  /** Under its digest, and under a tag when the reference is one; false when the store is full. */
  putManifest(
    repository: string,
    reference: string,
    manifest: StoredManifest,
  ): boolean {
    const target = this.#make(repository);
    if (target === undefined) return false;
    if (
      !target.manifests.has(manifest.digest) &&
      !this.#reserve(manifest.content.length)
    )
      return false;
    target.manifests.set(manifest.digest, manifest);
    if (!reference.includes(':')) target.tags.set(reference, manifest.digest);
    for (const listener of [...this.#listeners]) listener(repository);
    return true;
  }

  /** A tag alone, or a manifest with all its tags. */
  deleteManifest(repository: string, reference: string): boolean {
    const target = this.#repositories.get(repository);
    if (target?.tags.delete(reference)) return true;
    const manifest = target?.manifests.get(reference);
    if (target === undefined || manifest === undefined) return false;
    target.manifests.delete(reference);
    this.#bytes -= manifest.content.length;
    for (const [tag, digest] of target.tags)
      if (digest === reference) target.tags.delete(tag);
    return true;
  }

  deleteBlob(repository: string, digest: string): boolean {
    const target = this.#repositories.get(repository);
    const content = target?.blobs.get(digest);
    if (content === undefined) return false;
    target?.blobs.delete(digest);
    this.#bytes -= content.length;
    return true;
  }

  /** Begins an upload; the oldest one is given up when there are too many. */
  startUpload(repository: string): string {
    const [oldest] = this.#uploads.keys();
    if (this.#uploads.size >= maxUploads && oldest !== undefined)
      this.#uploads.delete(oldest);
    const id = randomUUID();
    this.#uploads.set(id, { repository, content: Buffer.alloc(0) });
    return id;
  }

  /** What has arrived so far. */
  upload(repository: string, id: string): Buffer | undefined {
    const upload = this.#uploads.get(id);
    return upload?.repository === repository ? upload.content : undefined;
  }

  /** False when it becomes too large. */
  appendUpload(id: string, chunk: Buffer): boolean {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return false;
    const held = [...this.#uploads.values()].reduce(
      (sum, { content }) => sum + content.length,
      0,
    );
    if (this.#bytes + held + chunk.length > maxBytes) return false;
    upload.content = Buffer.concat([upload.content, chunk]);
    return true;
  }

  endUpload(id: string): void {
    this.#uploads.delete(id);
  }

  /** Told of each manifest that is pushed. */
  subscribe(listener: (repository: string) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #make(name: string): OciRepository | undefined {
    const existing = this.#repositories.get(name);
    if (existing !== undefined) return existing;
    if (this.#repositories.size >= maxRepositories) return undefined;
    const made: OciRepository = {
      blobs: new Map(),
      manifests: new Map(),
      tags: new Map(),
    };
    this.#repositories.set(name, made);
    return made;
  }

  #reserve(bytes: number): boolean {
    if (this.#bytes + bytes > maxBytes) return false;
    this.#bytes += bytes;
    return true;
  }
}
