import type { ViewMemory } from '@orrery/backstage-plugin-clusters-react';
import { useCallback, useEffect, useState } from 'react';

/** Rows that the viewer opened or closed against their default, as he left them. */
export function useToggledIds(memory: ViewMemory) {
  const [toggledIds, setToggledIds] = useState(memory.toggledIds);
  useEffect(() => {
    memory.toggledIds = toggledIds;
  }, [memory, toggledIds]);
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
