import { readFileSync } from 'node:fs';
import type { Observation } from '../model';
import type { FeatureRow, ReportAccount } from './account';
import { completeReport } from './complete';
import { csvTable } from './csv-tables';
import { htmlReport } from './html-report';
import { SiteMerger } from './merge';
import { readReport } from './read-report';
import { withPools } from './statement';
import { observation } from '../../test/support/observation';
import { accountOf } from '../../test/reports/sites';

const call = (change: Partial<Observation> = {}): Observation =>
  observation({ atMs: Date.parse('2026-10-05T01:10:00Z'), tag: 'board', ...change });
const site = (digit: string, calls: Observation[]): ReportAccount =>
  accountOf(calls, { siteId: digit.repeat(16) });

function merged(...sites: ReportAccount[]): ReportAccount {
  const merger = new SiteMerger();
  for (const one of sites) merger.add(one);
  return merger.result()!;
}

/** The file of the account as a program reads it back, after somebody changed it. */
function readBack(account: ReportAccount, change: (file: Record<string, unknown>) => void) {
  const file = JSON.parse(JSON.stringify(completeReport(account))) as Record<string, unknown>;
  change(file);
  return readReport(file);
}

const board: FeatureRow = {
  ...{ pool: 0, feature: 'board', isBridge: false, isRest: false },
  ...{ calls: 4, priced: 1, estimated: 1, failed: 1, noAnswer: 1, unknownPath: 1, folded: 0 },
};
const ofBoard = [
  call(),
  call({ basis: 'assumed', template: '/rest/gadget/{id}' }),
  call({ basis: 'assumed', status: 404 }),
  call({ basis: 'assumed', status: null, limits: null }),
];
const page = call({ tag: null, route: 'forge.bridge' });
const ofPage = {
  ...board,
  feature: null,
  isBridge: true,
  calls: 1,
  estimated: 0,
  failed: 0,
  noAnswer: 0,
  unknownPath: 0,
};

describe('the calls by feature in a report', () => {
  it('are of each pool by itself, the page’s own apart', () => {
    const confluence = { app: 'own', environment: 'PRODUCTION', product: 'confluence' as const };
    const other = call({
      pool: confluence,
      template: '/wiki/api/v2/pages/{id}',
      points: { low: 1, likely: 1, high: 1 },
    });
    const account = accountOf([...ofBoard, page, other]);
    const ofOther = { ...board, pool: 1, calls: 1, estimated: 0, failed: 0, noAnswer: 0, unknownPath: 0 };
    expect(account.features).toEqual([board, ofPage, ofOther]);
    expect(withPools(account, [1]).features).toEqual([{ ...ofOther, pool: 0 }]);
  });

  it('are summed up beyond twenty features, and the sums of several sites are exact', () => {
    const many = Array.from({ length: 25 }, (_, i) => call({ tag: `feature ${String(i).padStart(2, '0')}` }));
    const { features } = merged(site('a', many), site('b', many.slice(3)));
    expect(features).toHaveLength(24);
    expect(features!.reduce((sum, row) => sum + row.calls, 0)).toBe(47);
    expect(features!.at(-1)).toMatchObject({
      isRest: true,
      isBridge: null,
      feature: null,
      calls: 7,
      priced: 7,
    });
    expect(features![0]).toMatchObject({ feature: 'feature 03', calls: 2 });
  });

  it('are unknown of several sites where one report is of a version without them', () => {
    const old = readBack(site('b', ofBoard), (file) => delete file['features']);
    if (old.kind === 'refused') throw new Error(old.why);
    expect(old.account.features).toBeNull();
    for (const all of [merged(site('a', ofBoard), old.account), merged(old.account, site('a', ofBoard))]) {
      expect(all.features).toBeNull();
      expect(htmlReport(completeReport(all))).toContain('is of a version that did not say');
    }
  });

  it('are refused where they do not add up, or name a pool that is not there', () => {
    const changed = (change: Partial<FeatureRow>) =>
      readBack(accountOf(ofBoard), (file) => (file['features'] = [{ ...board, ...change }]));
    expect(changed({ priced: 2 })).toEqual({
      kind: 'refused',
      why: 'it is damaged: the calls of features[0] do not add up.',
    });
    expect(changed({ pool: 7 })).toEqual({
      kind: 'refused',
      why: 'it is damaged: a row names a pool that is not there.',
    });
    expect(changed({}).kind).toBe('read');
  });

  it('stand in the CSV and in the printed report', () => {
    const report = completeReport(accountOf([...ofBoard, page]));
    expect(csvTable(report, 'features').slice(1).split('\r\n')).toEqual([
      'app,environment,product,feature,bridge,rest,calls,price_founded,price_assumed,failed,no_answer,unknown_path,path_not_kept',
      'own,PRODUCTION,jira,board,false,false,4,1,1,1,1,1,0',
      'own,PRODUCTION,jira,,true,false,1,1,0,0,0,0,0',
      '',
    ]);
    const printed = htmlReport(report)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(printed).toContain(
      'No answer Unknown path board 4 1 1 1 1 1 none named (the page, by the browser bridge) 1 1',
    );
  });

  it('may be missing for the schema, which older files keep to', () => {
    const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as { required: string[] };
    expect(schema.required).not.toContain('features');
  });
});
