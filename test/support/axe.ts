import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  passes: number;
  serious: { id: string; targets: string[] }[];
}

/** What axe says. Its source is evaluated by the browser's tools, which the page's policy leaves alone. */
export async function axeOn(frame: Frame): Promise<Found> {
  await frame.evaluate(axeSource);
  return frame.evaluate<Found>(
    `axe.run(document).then(({ passes, violations }) => ({
      passes: passes.length,
      serious: violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => ({ id, targets: nodes.slice(0, 3).map(({ target }) => target.join(' ')) })),
    }))`,
  );
}
