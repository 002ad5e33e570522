/** A batch of reported calls as lines: of each tenant, hour and pool what it adds, in the form in which a site's gauge tells its hour. */
import { observe } from '../../src/calls/observe';
import { hourLines } from '../../src/fleet-line/hour-lines';
import type { HourLine } from '../../src/fleet-line/line';
import { gaugeVersion } from '../../src/fleet-line/gauge-version';
import { seenInReport } from '../../src/protocol/seen-in-report';
import type { CheckedBatch } from '../../src/protocol/read-batch';
import { hourOf } from '../../src/usage/hour';
import { book, emptyHourUsage, type HourUsage } from '../../src/usage/hour-usage';
import { admitCall } from '../../src/usage/intake';
import { placed } from '../../src/usage/placement';

export interface TenantLine {
  /** As the call named it; `null`: it named none. */
  tenant: string | null;
  line: HourLine;
}

/**
 * @param installation eight hexadecimal digits that stand for the source
 * @param app under which its pools are
 */
export function reportLines(
  { calls, sealedAtMs }: Pick<CheckedBatch, 'calls' | 'sealedAtMs'>,
  installation: string,
  pool: { app: string; environment: string },
): TenantLine[] {
  const usages = new Map<string, { tenant: string | null; hour: number; usage: HourUsage }>();
  for (const call of calls) {
    const admitted = admitCall(observe(seenInReport(call), { ...pool, overrides: undefined }));
    if (admitted === null) continue;
    const observation = placed(admitted);
    const hour = hourOf(observation.atMs);
    const tenant = call.tenant ?? null;
    const key = JSON.stringify([tenant, hour]);
    const known = usages.get(key) ?? { tenant, hour, usage: emptyHourUsage() };
    usages.set(key, known);
    book(known.usage, observation);
  }
  return [...usages.values()].flatMap(({ tenant, hour, usage }) =>
    hourLines(usage, {
      from: { installation, gauge: gaugeVersion, site: null, edition: null, users: null },
      ...{ hour, number: 1, atMs: sealedAtMs },
    }).map((line) => ({ tenant, line })),
  );
}
