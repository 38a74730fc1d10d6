import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { JsonObject } from '../json/readJson';
import type { ResourceDefinition } from '../resources/ResourceDefinition';

/** What a handler answers; the server chooses the representation (JSON, Table, metadata only). */
export type ApiAnswer =
  | {
      readonly kind: 'object';
      readonly code: 200 | 201 | 202;
      readonly definition: ResourceDefinition;
      readonly object: KubernetesObject;
      readonly warnings?: readonly string[];
    }
  | {
      readonly kind: 'list';
      readonly definition: ResourceDefinition;
      readonly objects: readonly KubernetesObject[];
      readonly metadata: JsonObject;
    }
  | {
      readonly kind: 'json';
      readonly code: number;
      readonly body: JsonObject;
      readonly contentType?: string;
    }
  | { readonly kind: 'text'; readonly code: number; readonly body: string }
  | {
      readonly kind: 'bytes';
      readonly body: Buffer;
      readonly contentType: string;
    }
  | {
      readonly kind: 'stream';
      readonly contentType: string;
      readonly open: StreamOpener;
    };

/** Where a stream writes to. `reset` breaks the connection, `end` closes it well. */
export interface StreamSink {
  write(chunk: Uint8Array | string): void;
  end(): void;
  reset(): void;
  /** Waits until the client has taken most of what was written. */
  drained(): Promise<void>;
  /** Bytes that the client has not taken yet. */
  pendingBytes(): number;
}

/** Starts writing; returns what stops it. The stop is called exactly once. */
export type StreamOpener = (sink: StreamSink) => () => void;
