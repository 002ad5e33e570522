import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataFolder } from '../../demo/data-folder';
import { demoManifest } from '../../demo/manifest';
import { ProgramError, readOptions } from '../../demo/options';
import { seededRandom } from '../../demo/random';
import { planHour } from '../../demo/workload';
import { readManifest } from '../../emulator/forge/manifest';

const gaugeManifest = readFileSync(resolve(__dirname, '..', '..', 'manifest.yml'), 'utf8');

describe('the manifest of the app that embeds the gauge', () => {
  const gauge = readManifest(gaugeManifest);
  const demo = readManifest(demoManifest(gaugeManifest));

  it("has the gauge's functions, pages and entities, and another app id", () => {
    expect([...demo.functions.keys()]).toEqual(expect.arrayContaining([...gauge.functions.keys()]));
    expect(demo.pageModules).toEqual(expect.arrayContaining(gauge.pageModules));
    expect(demo.entities).toEqual(gauge.entities);
    expect(demo.appId).not.toBe(gauge.appId);
  });

  it('stays within what Forge takes: five schedules, function keys of 23 characters', () => {
    expect(demo.scheduled.length).toBeLessThanOrEqual(5);
    expect([...demo.functions.keys()].filter((key) => key.length > 23)).toEqual([]);
  });
});

describe('a made-up month', () => {
  const hours = (fromMs: number, count: number) => {
    const random = seededRandom(7);
    return Array.from({ length: count }, (_, hour) => planHour(fromMs + hour * 3_600_000, random));
  };
  const monday = Date.UTC(2026, 9, 5);

  it('is the same each time for the same seed', () => {
    expect(hours(monday, 24)).toEqual(hours(monday, 24));
  });

  it("is busier on a weekday's morning than at night or on a Sunday", () => {
    const views = (fromMs: number): number => hours(fromMs, 3).reduce((sum, hour) => sum + hour.views, 0);
    const hour = 3_600_000;

    expect(views(monday + 9 * hour)).toBeGreaterThan(views(monday - 15 * hour));
    expect(views(monday - 15 * hour)).toBeGreaterThan(views(monday + 2 * hour));
  });

  it('has a rebuild at two every night', () => {
    const random = seededRandom(7);
    const nights = Array.from({ length: 30 }, (_, day) =>
      planHour(monday + (day * 24 + 2) * 3_600_000, random),
    );
    expect(nights.filter(({ rebuilds }) => rebuilds === 0)).toEqual([]);
  });
});

describe('the data folder', () => {
  const installation = {
    id: 'i',
    cloudId: 'c',
    siteUrl: 'https://acme.atlassian.net',
    environmentType: 'PRODUCTION' as const,
    installedAtMs: 1,
  };
  const make = () => {
    const path = mkdtempSync(join(tmpdir(), 'cloud-'));
    return { path, folder: new DataFolder(path) };
  };

  it('serves one program at a time', () => {
    const { path, folder } = make();
    folder.lock(process.ppid);

    expect(() => {
      new DataFolder(path).lock(process.pid);
    }).toThrow(`Another development cloud (process ${String(process.ppid)}) uses ${path}.`);
  });

  it('is taken over from a program that was killed', () => {
    const { path, folder } = make();
    // No process has this number: it is above what Linux hands out.
    folder.lock(4_194_999);

    new DataFolder(path).lock(process.pid);

    expect(readFileSync(join(path, 'lock'), 'utf8')).toBe(String(process.pid));
  });

  it('shows a history only when it is complete', () => {
    const { folder } = make();
    const state = { demo: [installation], gauge: [installation], livedUntilMs: 5 };
    writeFileSync(folder.unfinishedFile, '');
    folder.writeState(state);
    expect(folder.readState()).toBeNull();

    folder.finish();
    expect(folder.readState()).toEqual(state);

    folder.forget();
    expect(folder.readState()).toBeNull();
  });

  it('starts anew where its state cannot be read', () => {
    const { path, folder } = make();
    writeFileSync(folder.databaseFile, '');
    writeFileSync(join(path, 'state.json'), '{"demo":[{"id":7}],');

    expect(folder.readState()).toBeNull();
  });
});

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(readOptions([], '/project')).toEqual({
      port: 4455,
      fleetPort: 4456,
      dataFolder: '/project/.cache/cloud',
      fresh: false,
      asksConsent: false,
      pageServerUrl: null,
    });
  });

  it.each([
    [['--port', 'x']],
    [['--port', '70000']],
    [['--prot', '1']],
    [['--page', 'localhost']],
    [['--fleet-port', 'x']],
  ])('refuse %p and show what is possible', (args) => {
    expect(() => readOptions(args, '/project')).toThrow(ProgramError);
    expect(() => readOptions(args, '/project')).toThrow('--data <folder>');
  });
});
