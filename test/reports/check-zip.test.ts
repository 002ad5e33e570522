import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { checkFiles } from '../../cli/check';
import { zipBounds } from '../../src/reports/evidence-zip';
import { completeReport } from '../../src/reports/complete';
import { siteFiles, zippedReport } from '../../static/dashboard/src/pages/reports/report-files';
import { startOfDayMs } from '../../src/insights/period';
import { dayOf } from '../../src/usage/day';
import { hourOf } from '../../src/usage/hour';
import { observation } from '../support/observation';
import { accountOf } from './sites';

const folder = mkdtempSync(join(tmpdir(), 'check-zip-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const report = completeReport(accountOf([observation({ atMs: Date.parse('2026-10-05T09:10:00Z') })]));
const good = async () => unzipSync((await zippedReport(report)).bytes);

async function check(bytes: Uint8Array) {
  const file = join(folder, 'evidence.zip');
  writeFileSync(file, bytes);
  const [out, err]: [string[], string[]] = [[], []];
  const code = await checkFiles([file], {
    out: { write: (text: string) => out.push(text) },
    err: { write: (text: string) => err.push(text) },
  });
  return { code, said: [...out, ...err].join('').replaceAll(file, 'evidence.zip') };
}

const nameOf = (files: Zippable, kind: string): string =>
  Object.keys(files).find((name) => name.startsWith(`points-gauge-${kind}-`))!;

describe('the ZIP of the one download, checked as it is', () => {
  it('holds as it was made: its JSON, and each other file made again of it', async () => {
    expect(await check((await zippedReport(report)).bytes)).toEqual({
      code: 0,
      said: 'evidence.zip holds: 24 hours, 1 endpoint and 1 site add up, percentiles and summaries follow from them, and nothing contradicts itself. The hashes of its 24 parts fit. The 11 other files are what the JSON gives.\n',
    });
  });

  it('counts an hour once, however many pools there are', async () => {
    const atMs = Date.parse('2026-10-05T09:10:00Z');
    const calls = (['jira', 'confluence'] as const).map((product) =>
      observation({ atMs, pool: { app: 'own', environment: 'PRODUCTION', product } }),
    );
    const { bytes } = await zippedReport(completeReport(accountOf(calls)));
    expect((await check(bytes)).said).toContain('holds: 24 hours of 2 pools, 2 endpoints and 1 site add up');
  });

  it('holds for thirteen months in which next to nothing was called: no bound is near', async () => {
    const last = dayOf(hourOf(Date.parse('2026-10-05T00:00:00Z')));
    const wanted = Array.from({ length: 396 }, (_, i) => last - 395 + i);
    const calls = wanted.map((day) => observation({ atMs: startOfDayMs(day) + 9 * 3_600_000 }));
    const long = completeReport(accountOf(calls, { wanted, sinceMs: startOfDayMs(wanted[0]!) }));
    const { bytes } = await zippedReport(long);
    expect((await check(bytes)).said).toContain('holds: 9504 hours, ');
    const files = Object.values(unzipSync(bytes));
    const unpacked = files.reduce((all, file) => all + file.length, 0);
    expect(unpacked / bytes.length).toBeLessThan(zipBounds.ratio / 4);
    expect(unpacked).toBeLessThan(zipBounds.unpackedBytes / 8);
  });

  it('says what could not be made when it was', async () => {
    const { bytes } = await zippedReport(report, {
      ...siteFiles,
      fileOf: (of, kind) =>
        kind === 'days' ? Promise.reject(new Error('too large')) : siteFiles.fileOf(of, kind),
    });
    const { code, said } = await check(bytes);
    expect([code, said]).toEqual([0, expect.stringContaining('Could not be made and is not in it: days.\n')]);
  });

  it('names a table that was changed, one that was added, and a list that is not so', async () => {
    const files = await good();
    const hours = nameOf(files, 'hours');
    files[hours] = strToU8(`${Buffer.from(files[hours]!).toString('utf8')}x`);
    files['more.csv'] = strToU8('a,b');
    const { code, said } = await check(zipSync(files));
    expect(code).toBe(1);
    expect(said).toContain(`"${hours}" is not what the JSON gives: it was changed`);
    expect(said).toContain('"more.csv" belongs to no download of this report.');
    expect(said).toContain('"contents.txt" does not list: more.csv  3 characters.');
    expect(said).toContain(`"contents.txt" lists, and it is not so: ${hours}  `);
  });

  it('names a part of the JSON that was changed', async () => {
    const files = await good();
    const json = nameOf(files, 'json');
    const text = Buffer.from(files[json]!).toString('utf8');
    files[json] = strToU8(text.replace('"notes":[', '"notes":["by hand"'));
    const { code, said } = await check(zipSync(files));
    expect([code, said]).toEqual([
      1,
      expect.stringContaining(`${json}: "notes" is not what was hashed: it was changed.`),
    ]);
  });
});

describe('a hostile ZIP', () => {
  const refused = async (files: Zippable | Uint8Array): Promise<string> => {
    const { code, said } = await check(files instanceof Uint8Array ? files : zipSync(files));
    expect(code).toBe(2);
    return said;
  };
  const text = strToU8('{}');

  it.each([
    '../report.json',
    '/etc/report.json',
    'a/report.json',
    'a\\report.json',
    'C:report.json',
    '\u001b[2J.json',
  ])('is refused for a path: %j', async (name) => {
    expect(await refused({ [name]: text })).toMatch(/^evidence\.zip: this ZIP is refused: it has a file "/);
  });

  it('is refused for a ZIP in it, by its name or by its first bytes', async () => {
    const inner = zipSync({ 'report.json': text });
    expect(await refused({ 'inner.zip': inner })).toContain('there is a ZIP in it, "inner.zip"');
    expect(await refused({ 'inner.csv': inner })).toContain('there is a ZIP in it, "inner.csv"');
  });

  it('is refused for what it would be when unpacked, before it is', async () => {
    const bomb = zipSync({ 'report.json': new Uint8Array(8 * 1024 * 1024) }, { level: 9 });
    expect(await refused(bomb)).toContain('"report.json" is packed more than 400 to one');
    const large = Buffer.from(zipSync({ 'report.json': text }));
    // What the list at its end claims of the entry's size.
    large.writeUInt32LE(zipBounds.unpackedBytes + 1, large.indexOf('PK\u0001\u0002', 'latin1') + 24);
    expect(await refused(large)).toContain('its files are larger than 256 MB when unpacked');
  });

  const listAt = (bytes: Buffer): number => bytes.indexOf('PK\u0001\u0002', 'latin1');

  it('gets neither more room nor more time than it claims, packed or not', async () => {
    const said = 'this ZIP is refused: it is damaged ("report.json" is longer than it claims).\n';
    for (const level of [0, 9] as const) {
      const lying = Buffer.from(
        zipSync({ 'report.json': strToU8(`{"a":"${'x'.repeat(1_000)}"}`) }, { level }),
      );
      lying.writeUInt32LE(5, listAt(lying) + 24);
      expect(await refused(lying)).toBe(`evidence.zip: ${said}`);
    }
    const short = Buffer.from(zipSync({ 'report.json': text }));
    short.writeUInt32LE(3, listAt(short) + 24);
    expect(await refused(short)).toContain('"report.json" is shorter than it claims');
  });

  it('has no two entries of the same bytes, which would be as often as many', async () => {
    const one = Buffer.from(zipSync({ 'aa.csv': text }));
    const [list, end] = [listAt(one), one.indexOf('PK\u0005\u0006', 'latin1')];
    const again = Buffer.from(one.subarray(list, end));
    again.write('bb.csv', 46);
    const two = Buffer.concat([one.subarray(0, end), again, one.subarray(end)]);
    const newEnd = end + again.length;
    two.writeUInt16LE(2, newEnd + 8);
    two.writeUInt16LE(2, newEnd + 10);
    two.writeUInt32LE(again.length * 2, newEnd + 12);
    expect(Object.keys(unzipSync(two))).toEqual(['aa.csv', 'bb.csv']);
    expect(await refused(two)).toContain('it is damaged ("bb.csv" is cut off)');
    const renamed = Buffer.from(one);
    renamed.write('cc.csv', 30);
    expect(await refused(renamed)).toContain('it is damaged (its list is not of what is in it)');
  });

  it('is refused for too many files, a file twice, bytes that are no text, and where it is cut off', async () => {
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`${String(i)}.csv`, text]));
    expect(await refused(many)).toContain('it has more than 40 files');
    const twice = Buffer.from(zipSync({ 'aa.csv': text, 'bb.csv': text }));
    for (let at = twice.indexOf('bb.csv'); at !== -1; at = twice.indexOf('bb.csv')) twice.write('aa.csv', at);
    expect(await refused(twice)).toContain('"aa.csv" is in it twice');
    expect(await refused({ 'a.csv': new Uint8Array([0xff, 0xfe, 0xfd]) })).toContain('"a.csv" is no text');
    expect(await refused(zipSync({ 'report.json': text }).slice(0, 40))).toContain('it is damaged');
  });

  it('is refused without a JSON, with two, and with one that is none', async () => {
    expect(await refused({ 'a.csv': text })).toContain('has no JSON in it');
    expect(await refused({ 'a.json': text, 'b.json': text })).toContain('has 2 JSON files in it');
    expect(await refused({ 'a.json': strToU8('{') })).toContain('"a.json" in this ZIP is no JSON');
  });
});
