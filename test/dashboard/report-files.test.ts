import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { checkReport } from '../../src/reports/check-report';
import { completeReport } from '../../src/reports/complete';
import { withUnreadDays } from '../../src/reports/join-periods';
import {
  fileKinds,
  fileOf,
  siteFiles,
  zippedReport,
} from '../../static/dashboard/src/pages/reports/report-files';
import { accountOf } from '../reports/sites';
import { observation } from '../support/observation';

const account = accountOf([observation({ atMs: Date.parse('2026-10-05T09:10:00Z') })]);
const report = completeReport(account);
const sha256 = (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex'));

test('one file has every file as it is downloaded alone, and a list of them', async () => {
  const { name, bytes, leftOut } = await zippedReport(report);
  expect([name, leftOut]).toEqual(['points-gauge-evidence-00000000-2026-10-05-to-2026-10-05.zip', []]);
  const files = Object.entries(unzipSync(bytes)).map(([file, content]) => [
    file,
    Buffer.from(content).toString('utf8'),
  ]);
  const alone = await Promise.all(fileKinds.map((kind) => fileOf(report, kind)));
  expect(files.slice(0, -1)).toEqual(alone.map((file) => [file.name, file.text]));
  const [contents, list = ''] = files.at(-1) ?? [];
  expect(contents).toBe('contents.txt');
  expect(list.trimEnd().split('\n')).toHaveLength(fileKinds.length);
});

test('what cannot be made is left out by name, and the others are there', async () => {
  const { bytes, leftOut } = await zippedReport(report, {
    ...siteFiles,
    fileOf: (of, kind) =>
      kind === 'days' ? Promise.reject(new Error('too large')) : siteFiles.fileOf(of, kind),
  });
  const files = unzipSync(bytes);
  expect([leftOut, Object.keys(files)]).toEqual([['days'], expect.not.arrayContaining([/days/]) as unknown]);
  expect(Object.keys(files)).toHaveLength(fileKinds.length);
  expect(strFromU8(files['contents.txt']!)).toContain('days: could not be made and is left out\n');
});

test('days that could not be read are in the period, in the hours and in the notes, and the file still agrees with itself', async () => {
  const parted = withUnreadDays(account, [
    { fromDay: '2026-10-01', toDay: '2026-10-03' },
    { fromDay: '2026-10-04', toDay: '2026-10-04' },
  ]);
  expect(parted.period).toEqual({ from: '2026-10-01T00:00:00Z', to: account.period.to });
  expect(parted.sites[0]?.periodHours).toBe((account.sites[0]?.periodHours ?? 0) + 4 * 24);
  expect(parted.notes.at(-1)).toBe(
    'Could not be read when this report was made, and is in no figure of it: 2026-10-01 to 2026-10-03, 2026-10-04.',
  );
  const { text } = await fileOf(completeReport(parted), 'json');
  expect(await checkReport(JSON.parse(text), sha256)).toMatchObject({ wrong: [], hashedParts: 24 });
  expect(withUnreadDays(account, [])).toBe(account);
});
