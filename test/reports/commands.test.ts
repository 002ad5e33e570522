import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFiles } from '../../cli/check';
import { merge } from '../../cli/merge';
import { simulateFiles } from '../../cli/simulate';
import type { ReportAccount } from '../../src/reports/account';
import { completeReport } from '../../src/reports/complete';
import { observation } from '../support/observation';
import { accountOf } from './sites';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});

function write(name: string, account: ReportAccount): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(completeReport(account)));
  return file;
}

const site = (digit: string, likely: number, madeAt = '2026-10-06T00:00:00Z'): ReportAccount => ({
  ...accountOf(
    [
      observation({
        atMs: Date.parse('2026-10-05T01:00:00Z'),
        points: { low: likely, likely, high: likely },
      }),
    ],
    { siteId: digit.repeat(16) },
  ),
  madeAt,
});

async function run(
  command: typeof merge,
  args: string[],
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => (said[name] += text) });
  const code = await command(args, { out: stream('out'), err: stream('err') });
  return { code, ...said };
}

describe('points-gauge merge --same-pool', () => {
  const copy = (name: string, digit: string, likely: number): ReportAccount => ({
    ...site(digit, likely),
    app: { name, version: '1.0.0' },
  });

  it('counts copies of one app as one pool, and says so', async () => {
    const files = [
      write('a.json', copy('Radar for Acme', 'a', 40_000)),
      write('b.json', copy('Radar', 'b', 30_000)),
    ];
    const output = join(folder, 'app.json');
    const refused = await run(merge, [...files, '-o', output]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('points-gauge merge --same-pool');
    expect(await run(merge, [...files, '--same-pool', '-o', output])).toMatchObject({ code: 0, err: '' });
    const report = JSON.parse(readFileSync(output, 'utf8')) as ReportAccount & { summaries: unknown };
    expect(report.app).toEqual({ name: 'Radar for Acme and its copies (2 apps)', version: null });
    expect(report.pools).toHaveLength(1);
    // One hour of one pool, though neither app alone would be near the wall.
    expect(report.summaries).toMatchObject([{ total: { likely: 70_000 } }]);
    expect(report.notes[0]).toBe(
      'Counted as one pool, on the word of whoever joined the reports, since copies of one app share one quota: Radar for Acme, Radar.',
    );
  });

  it('takes a copy that reports to the same gauge into its pool, and no site twice', async () => {
    const both = accountOf(
      ['own', 'Radar copy'].map((app) =>
        observation({
          atMs: Date.parse('2026-10-05T01:00:00Z'),
          pool: { app, environment: 'PRODUCTION', product: 'jira' },
          points: { low: 10, likely: 10, high: 10 },
        }),
      ),
    );
    const output = join(folder, 'app.json');
    expect(both.pools).toHaveLength(2);
    const file = write('a.json', both);
    const joined = (...names: string[]) =>
      run(merge, [file, '--same-pool', ...names.flatMap((name) => ['--copy', name]), '-o', output]);
    // Whether a source is a copy nothing tells but the person who joins: its name alone does not.
    expect((await joined()).code).toBe(0);
    expect((JSON.parse(readFileSync(output, 'utf8')) as ReportAccount).pools).toHaveLength(2);
    expect(await joined('Radar clone')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no report has a source of this name. There are: "Radar copy"') as string,
    });
    expect((await joined('Radar copy')).code).toBe(0);
    const report = JSON.parse(readFileSync(output, 'utf8')) as ReportAccount;
    expect(report.pools).toMatchObject([{ app: 'own', environment: 'PRODUCTION', product: 'jira' }]);
    expect(report.hours.filter(({ likelyPoints }) => likelyPoints > 0)).toMatchObject([
      { likelyPoints: 20, requests: 2, knownSites: 1 },
    ]);
    expect(report.sites[0]?.pools).toMatchObject([{ pool: 0, peakLikelyPoints: 20 }]);
  });
});

it('says where what is counted as one pool does not look like one, and wants --same-pool for --copy', async () => {
  const named = (name: string, digit: string, quotaPoints: number): ReportAccount => {
    const account = site(digit, 100);
    const pools = account.pools.map((pool) => ({ ...pool, tier: 1 as const, quotaPoints }));
    return { ...account, pools, app: { name, version: '1.0.0' } };
  };
  const files = [write('a.json', named('Radar', 'a', 65_000)), write('b.json', named('Other', 'b', 120_000))];
  const output = join(folder, 'app.json');
  const { code, err } = await run(merge, [...files, '--same-pool', '-o', output]);
  expect(code).toBe(0);
  expect(err).toContain(
    'the reports say tier 1 of 65000 points and tier 1 of 120000 points. One pool has one quota',
  );
  expect((await run(merge, [...files, '--copy', 'Other', '-o', output])).err).toContain(
    '--copy belongs to --same-pool',
  );
});

describe('points-gauge merge', () => {
  it('joins files into a report to print, figures, tables and a note', async () => {
    const files = [write('a.json', site('a', 100)), write('b.json', site('b', 50))];
    const outputs = ['.html', '.json', '.csv', '.txt'].flatMap((ending) => [
      '-o',
      join(folder, `app${ending}`),
    ]);
    expect(await run(merge, [...files, ...outputs])).toMatchObject({ code: 0, err: '' });
    const report = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as { summaries: unknown };
    expect(report.summaries).toMatchObject([{ total: { likely: 150 } }]);
    expect(readFileSync(join(folder, 'app.html'), 'utf8')).toContain('2 sites');
    expect(readFileSync(join(folder, 'app.txt'), 'utf8')).toContain('maximum 150');
    expect(readdirSync(folder).filter((name) => name.endsWith('.csv')).length).toBe(8);
  });

  it.each([
    [
      'a folder that is not there',
      (inputs: string[]) => [...inputs, '-o', join(folder, 'none', 'app.html')],
      'Make it first',
    ],
    ['one of its inputs', ([a = '']: string[]) => [a, '-o', a], 'one of the reports to join'],
    [
      'an input by another name',
      ([a = '']: string[]) => [a, '-o', join(folder, '.', 'x', '..', 'a.json')],
      'nothing was written',
    ],
    ['a folder', ([a = '']: string[]) => [a, '-o', join(folder, 'dir.json')], 'this is a folder'],
    [
      'one file twice',
      ([a = '']: string[]) => [a, '-o', join(folder, 'o.txt'), '-o', join(folder, 'o.txt')],
      'named twice',
    ],
  ])('writes nothing over %s, and says so', async (_, args, why) => {
    mkdirSync(join(folder, 'dir.json'));
    const input = write('a.json', site('a', 100));
    const before = readFileSync(input, 'utf8');
    const { code, out, err } = await run(merge, args([input]));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
    expect(readFileSync(input, 'utf8')).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'dir.json']);
  });

  it('knows an input through a link', async () => {
    const input = write('a.json', site('a', 100));
    const link = join(folder, 'link.json');
    symlinkSync(input, link);
    expect(await run(merge, [input, '-o', link])).toMatchObject({
      code: 2,
      err: expect.stringContaining('one of the reports to join') as string,
    });
  });

  it('takes the newer of two reports of one site, and says so', async () => {
    const files = [
      write('old.json', site('a', 100, '2026-10-06T00:00:00Z')),
      write('new.json', site('a', 7, '2026-10-07T00:00:00Z')),
    ];
    const result = await run(merge, [...files, '-o', join(folder, 'app.json')]);
    expect(result.code).toBe(0);
    expect(result.err).toMatch(/old\.json: the same site as .*new\.json, which is newer/);
    expect(readFileSync(join(folder, 'app.json'), 'utf8')).toContain('"total":{"low":7,"likely":7,"high":7}');
  });

  it('writes nothing when a file is damaged, of another app or no report, and names each', async () => {
    const cut = join(folder, 'cut.json');
    writeFileSync(cut, JSON.stringify(completeReport(site('b', 1))).slice(0, 500));
    const other = write('other.json', { ...site('c', 1), app: { name: 'Another app', version: null } });
    const result = await run(merge, [
      write('a.json', site('a', 1)),
      cut,
      other,
      '-o',
      join(folder, 'app.json'),
    ]);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/cut\.json: it is damaged: no JSON/);
    expect(result.err).toMatch(/other\.json: it is of another app, "Another app"/);
    expect(readdirSync(folder)).not.toContain('app.json');
  });

  it('says which file it takes when it is given the export of an account', async () => {
    const file = join(folder, 'ledger.json');
    writeFileSync(file, '{"pointsGauge":"ledger","v":2,"exportedAtMs":1}\n{"day":1}\n');
    const result = await run(merge, [file, '-o', join(folder, 'app.json')]);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(
      /ledger\.json: it is the export of an account \(Settings\).*"Everything \(JSON\)"/,
    );
  });

  it('asks for files, outputs and endings that it knows', async () => {
    expect((await run(merge, ['-o', 'x.html'])).err).toMatch(/at least one report file/);
    expect((await run(merge, ['a.json'])).err).toMatch(/-o is missing/);
    expect((await run(merge, ['a.json', '-o', 'app.pdf'])).err).toMatch(/must be .html, .json, .csv or .txt/);
    expect(await run(merge, ['--help'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('points-gauge simulate', () => {
  it('replays several sites as one pool under Tier 1, and each by itself under Tier 2', async () => {
    const files = [write('a.json', site('a', 60_000)), write('b.json', site('b', 60_000))];
    const tier1 = await run(simulateFiles, files);
    expect(tier1.out).toContain('2 sites in one pool, Jira (production): 65,000 points an hour');
    expect(tier1.out).toContain('Minutes without points: 28');
    const tier2 = await run(simulateFiles, [
      ...files,
      '--tier',
      '2',
      '--edition',
      'standard',
      '--users',
      '10',
    ]);
    expect(
      tier2.out.match(/100,100 points an hour.*\n {2}No recorded hour would have been refused/g)?.length,
    ).toBe(2);
  });

  it('says what is wrong with an option', async () => {
    expect((await run(simulateFiles, ['--quota', 'many'])).err).toMatch(
      /--quota "many" must be a whole number/,
    );
    expect((await run(simulateFiles, ['--tier', '3'])).err).toMatch(/there are 1 and 2/);
  });
});

describe('points-gauge check', () => {
  it('says that a file holds, what in one does not, and that one cannot be read', async () => {
    const good = write('a.json', site('a', 400));
    const joined = join(folder, 'both.json');
    await run(merge, [good, write('b.json', site('b', 300)), '-o', joined]);
    const said = await run((files, streams) => checkFiles(files, streams), [good, joined]);
    expect(said).toEqual({
      code: 0,
      err: '',
      out:
        `${good} holds: 24 hours, 1 endpoint and 1 site add up, percentiles and summaries follow from them, and nothing contradicts itself. It has no hashes: an earlier version made it, or somebody took them out.\n` +
        `${joined} holds: 24 hours, 1 endpoint and 2 sites add up, percentiles and summaries follow from them, and nothing contradicts itself. The hashes of its 24 parts fit.\n`,
    });
    writeFileSync(joined, readFileSync(joined, 'utf8').replace('"likely":700', '"likely":701'));
    const wrong = await run(
      (files, streams) => checkFiles(files, streams),
      [joined, join(folder, 'none.json')],
    );
    expect(wrong.code).toBe(2);
    expect(wrong.out).toContain(
      `${joined} does not hold:\n  "summaries" is not what was hashed: it was changed.`,
    );
    expect(wrong.err).toContain('none.json: it cannot be read');
  });
});
