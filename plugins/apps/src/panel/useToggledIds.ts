import { useCallback, useState } from 'react';

/** Rows that the viewer opened or closed against their default. */
export function useToggledIds() {
  const [toggledIds, setToggledIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (id: string) =>
      setToggledIds(before => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  return { toggledIds, toggle };
}
