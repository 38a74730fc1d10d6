export interface Config {
  orrery?: {
    clusters?: {
      /**
       * Whose rights in a cluster's own RBAC decide what a signed-in user sees and may do there. Without an entry, the
       * credential that the portal uses decides. An entry that names the cluster wins over `*`.
       */
      access?: Array<{
        /** Name of a cluster, or `*` for every other one. */
        cluster: string;
        /**
         * `subjectAccessReview`: ask the cluster about the user (needs `create subjectaccessreviews`).
         * `impersonate`: act in the user's name (needs `impersonate users, groups`). Default `none`.
         */
        check?: 'none' | 'subjectAccessReview' | 'impersonate';
        /**
         * Who the user is there: the name of his catalog entity (default), its `email`, or `annotation:<key>`.
         * Groups are the names of the groups that he belongs to.
         */
        userFrom?: string;
        /** Put before the user's name, as the cluster's OIDC configuration does. Never `system:`. */
        userPrefix?: string;
        /** Put before the name of each group. Never `system:`. */
        groupPrefix?: string;
      }>;
    };
  };
}
