import { completeReport } from './complete';
import { SiteMerger } from './merge';
import { schemaFaults, schemaOf } from '../../test/support/json-schema';
import { observation } from '../../test/support/observation';
import { accountOf } from '../../test/reports/sites';

const schema = schemaOf('docs/report.schema.json');

const spent = (id: string) =>
  accountOf(
    [
      observation({
        atMs: Date.parse('2026-10-05T01:10:00Z'),
        points: { low: 1, likely: 70_000, high: 80_000 },
      }),
      observation({
        atMs: Date.parse('2026-10-05T01:20:00Z'),
        status: 429,
        limits: {
          ...observation().limits!,
          throttle: { reason: 'quotaGlobal', reasonRaw: null, retryAtMs: null, enforcement: 'enforced' },
        },
      }),
    ],
    { siteId: id.repeat(16) },
  );

describe('docs/report.schema.json', () => {
  it('describes a report of one site and of several, with every field that they have', () => {
    const merger = new SiteMerger();
    merger.add(spent('a'));
    merger.add(spent('b'));
    for (const account of [spent('a'), merger.result()!])
      expect(schemaFaults(JSON.parse(JSON.stringify(completeReport(account))), schema)).toEqual([]);
  });

  it('notices what does not belong', () => {
    const report = { ...completeReport(spent('a')), version: 2, accountId: 'x', hours: [{}] };
    expect(schemaFaults(report, schema)).toEqual(
      expect.arrayContaining([
        '/version must be equal to constant',
        'must NOT have additional properties',
        "/hours/0 must have required property 'hour'",
      ]),
    );
  });
});
