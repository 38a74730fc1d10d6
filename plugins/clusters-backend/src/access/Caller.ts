import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** Who asks, with what he may show to clusters. Holds tokens: never log one. */
export interface Caller {
  readonly credentials: BackstageCredentials;
  /** Absent when another backend plugin asks for itself. */
  readonly userEntityRef?: string;
  /** Tokens of the user for clusters that want them, by `ClusterSummary.tokenProvider`. */
  readonly clusterTokens: Readonly<Record<string, string>>;
}

export function toCaller(
  credentials: BackstageCredentials,
  clusterTokens: Readonly<Record<string, string>>,
): Caller {
  return {
    credentials,
    ...(isUser(credentials) && {
      userEntityRef: credentials.principal.userEntityRef,
    }),
    clusterTokens,
  };
}

/** Key under which connections of one caller are counted. */
export function callerKeyOf(caller: Caller): string {
  return caller.userEntityRef ?? 'service';
}

function isUser(
  credentials: BackstageCredentials,
): credentials is BackstageCredentials<BackstageUserPrincipal> {
  const { principal } = credentials;
  return (
    typeof principal === 'object' &&
    principal !== null &&
    'type' in principal &&
    principal.type === 'user'
  );
}
