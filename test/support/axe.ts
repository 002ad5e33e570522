import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  passes: number;
  serious: { id: string; targets: string[] }[];
}

/** What axe says, of rules that pass no more than that they do, which halves its work. Its source is evaluated by the browser's tools, which the page's policy leaves alone. */
export async function axeOn(frame: Frame): Promise<Found> {
  if (!(await frame.evaluate<boolean>(`'axe' in globalThis`))) await frame.evaluate(axeSource);
  return frame.evaluate<Found>(
    `axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ passes, violations }) => ({
      passes: passes.length,
      serious: violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => ({ id, targets: nodes.slice(0, 3).map(({ target }) => target.join(' ')) })),
    }))`,
  );
}
