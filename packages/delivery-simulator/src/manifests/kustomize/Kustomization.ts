import type { KubernetesObject } from '@orrery/kubernetes-model';

/** Which objects a patch is for: every given field must match; `name` and `namespace` are regular expressions. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** A patch and where it stands: the file, or the kustomization itself. */
export interface KustomizePatch {
  readonly file: string;
  readonly text: string;
  readonly target?: PatchTarget;
  readonly allowNameChange: boolean;
}

/** Labels to add. */
export interface KustomizeLabels {
  readonly pairs: Readonly<Record<string, string>>;
  readonly includeSelectors: boolean;
  readonly includeTemplates: boolean;
}

/** Another name, tag or digest for an image. */
export interface KustomizeImage {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/** A ConfigMap or Secret made of literals and files. */
export interface KustomizeGenerator {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace?: string;
  readonly behavior: 'create' | 'merge' | 'replace';
  readonly data: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly isHashed: boolean;
}

/** A `kustomization.yaml` that was read, its files resolved. */
export interface Kustomization {
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly namespace?: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly labels: readonly KustomizeLabels[];
  readonly commonAnnotations: Readonly<Record<string, string>>;
  readonly images: readonly KustomizeImage[];
  readonly replicas: readonly {
    readonly name: string;
    readonly count: number;
  }[];
  readonly patches: readonly KustomizePatch[];
  readonly generators: readonly KustomizeGenerator[];
}

/** An object on its way through kustomize. */
export interface KustomizedObject {
  readonly object: KubernetesObject;
  /** Names that it had before, the first one first. */
  readonly formerNames: readonly string[];
  readonly isHashed: boolean;
}
