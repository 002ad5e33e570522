import type { ReactNode } from 'react';

/**
 * Stands in for `react-scrolllock`, which writes a `<style>` element that Forge's Content-Security-Policy refuses. Nothing
 * is lost: the page lives in a frame of its own, and the modal's backdrop covers it.
 */
function ScrollLock({ children }: { children?: ReactNode }): ReactNode {
  return children ?? null;
}

export const TouchScrollable = ScrollLock;
export { ScrollLock as default };
