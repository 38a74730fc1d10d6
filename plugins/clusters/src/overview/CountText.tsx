import { HealthBadge } from '@orrery/backstage-plugin-clusters-react';

export interface CountTextProps {
  count: number | undefined;
  isForbidden: boolean;
  /** `nodes`. */
  what: string;
}

/** A count, `—` while it is not known, ⊘ when it may not be; never a guessed 0. */
export function CountText({ count, isForbidden, what }: CountTextProps) {
  if (isForbidden) {
    return (
      <HealthBadge
        mark="Forbidden"
        message={`Not permitted: list ${what}`}
        iconOnly
      />
    );
  }
  if (count === undefined) {
    return (
      <span
        title={`The number of ${what} is not known yet`}
        aria-label="not known"
      >
        —
      </span>
    );
  }
  return <>{count.toLocaleString()}</>;
}
