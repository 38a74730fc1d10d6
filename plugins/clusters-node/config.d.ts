export interface Config {
  orrery?: {
    clusters?: {
      /**
       * Whether Orrery may change objects in clusters. Default false: everything is read-only.
       * @visibility backend
       */
      writes?: boolean;
      /**
       * Kubeconfig files to take clusters from. No other kubeconfig is ever read.
       */
      kubeconfigs?: Array<{
        /**
         * Path, relative to the working directory.
         * @visibility backend
         */
        file: string;
        /**
         * Contexts to show; default: all of the file.
         * @visibility backend
         */
        contexts?: string[];
        /**
         * Overrides `writes` for the clusters of this file.
         * @visibility backend
         */
        writes?: boolean;
      }>;
      /**
       * Show the cluster that the backend runs in, by its pod's service account.
       */
      inCluster?: {
        /** @visibility backend */
        name: string;
        /** @visibility backend */
        writes?: boolean;
      };
      /**
       * Settings of single clusters by name, whichever source they come from.
       */
      overrides?: {
        [name: string]: {
          /** @visibility backend */
          title?: string;
          /** @visibility backend */
          writes?: boolean;
        };
      };
    };
  };
}
