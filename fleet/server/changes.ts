/** What can be changed or set going over the page: the owner's thresholds, a test of the alerts, files of sites. All else only reads. */
import * as v from 'valibot';
import { hourMs, secondMs } from '../../src/time';
import { InputError } from '../../src/input-error';
import { textOfFile } from '../imports/file-text';
import { siteText, takeFile, takenWords } from '../imports/take-file';
import type { Unread } from './body';
import type { AlertFormat, Sent } from '../alerts/receiver';
import {
  mostUploadBytes,
  paths,
  type FleetSettings,
  type ImportedFile,
  type TestedAlerts,
} from '../pages/contract';
import type { FleetThreshold } from '../thresholds';
import { keepThresholds, readThresholds, thresholdsSchema } from '../store/thresholds';
import { bad, good, type AnswerPort, type PageAnswer } from './answers';

export interface ChangePort extends Pick<AnswerPort, 'database' | 'scope' | 'now' | 'note'> {
  /** In force as long as nobody decided otherwise. */
  startThresholds: readonly FleetThreshold[];
  /** `null`: alerts go nowhere. */
  alerts: { format: AlertFormat; test: () => Promise<Sent> } | null;
  tellsSites: boolean;
}

export const changePaths = [paths.thresholds, paths.testAlert, paths.importFile] as const;

/** This process answers the page, too: a ZIP may hold the figures and the tables of a file that the page takes. */
const mostUnpackedBytes = 2 * mostUploadBytes;

/** A receiver is people's phones: who got in sends no flood to them. */
export const testRules = { leastPauseMs: 10 * secondMs, mostAnHour: 20 } as const;

const versionNeeds = '"version" must be the number that the settings were read with.';
const thresholdsAsk = v.strictObject(
  {
    version: v.pipe(
      v.number(versionNeeds),
      v.integer(versionNeeds),
      v.minValue(0, versionNeeds),
      v.maxValue(2 ** 31 - 1, versionNeeds),
    ),
    thresholds: thresholdsSchema,
  },
  'A change has "version" and "thresholds" alone.',
);

export class Changes {
  private testsMs: readonly number[] = [];
  private isTakingFile = false;

  constructor(private readonly port: ChangePort) {}

  async settings(): Promise<PageAnswer> {
    const { database, scope } = this.port;
    return good(this.shown((await readThresholds(database.reader, scope.app)) ?? this.start()));
  }

  /** @param body JSON */
  answer(path: string, body: string): Promise<PageAnswer> {
    return path === paths.testAlert ? this.testAlerts() : this.saveThresholds(body);
  }

  /** @param read the file, or why it was not read, which is given back as such */
  async oneFile(read: () => Promise<Buffer | Unread>, query: URLSearchParams): Promise<PageAnswer | Unread> {
    if (this.isTakingFile)
      return bad(
        'Another file is being sent or read; one that comes slowly is given up within 70 seconds. Send this one after it.',
      );
    this.isTakingFile = true;
    try {
      const file = await read();
      return typeof file === 'string' ? file : await this.importFile(file, query);
    } finally {
      this.isTakingFile = false;
    }
  }

  private async importFile(file: Buffer, query: URLSearchParams): Promise<PageAnswer> {
    const { database, scope, now, note } = this.port;
    const site = (query.get('site') ?? '').trim();
    if (!siteText.test(site)) return bad('"site" must be the id or the address of a site.');
    const asked = { site, isNew: query.get('new') === '1' };
    const text = textIn(file);
    if (typeof text !== 'string') return bad(`Nothing of it was taken: ${text.why}`);
    const taken = await takeFile(database, () => Promise.resolve(scope.app), text, asked, now());
    if (taken.kind === 'refused') return bad(`Nothing of it was taken: ${taken.why}`);
    if (taken.kind === 'unknownSite')
      return bad(`No one site "${site.slice(0, 100)}" is known. Sites shows ids and addresses.`);
    const { kept, known, printed, reported, outside, unreadable, appName } = taken;
    note(`A file of the site ${site.slice(0, 100)} on the page: ${takenWords(taken)}.`);
    return good({
      ...{ kept, known, printed, reported, outside, unreadable, appName },
    } satisfies ImportedFile);
  }

  private async saveThresholds(body: string): Promise<PageAnswer> {
    const asked = v.safeParse(thresholdsAsk, jsonIn(body));
    if (!asked.success) return bad(asked.issues[0].message);
    const { database, scope, note } = this.port;
    const { version, thresholds } = asked.output;
    const kept = await keepThresholds(database, scope.app, thresholds, version);
    if (kept === null)
      return bad(
        'The thresholds were changed meanwhile. Nothing of this change was saved.',
        'changedMeanwhile',
      );
    note(
      `Thresholds were changed on the page: ${thresholds.map(({ percent }) => `${String(percent)}%`).join(', ')}.`,
    );
    return good(this.shown(kept));
  }

  private async testAlerts(): Promise<PageAnswer> {
    const { alerts, now, note } = this.port;
    if (alerts === null)
      return bad('No receiver of alerts was given: POINTS_GAUGE_ALERT_URL or --alert-url-file.');
    // By a clock that nobody sets.
    const atMs = performance.now();
    const recent = this.testsMs.filter((one) => one > atMs - hourMs);
    const lastMs = recent.at(-1) ?? -Infinity;
    const { leastPauseMs, mostAnHour } = testRules;
    const freeMs = Math.max(
      lastMs + leastPauseMs,
      recent.length < mostAnHour ? -Infinity : (recent[0] ?? 0) + hourMs,
    );
    if (freeMs > atMs)
      return bad(
        `A test goes out every ${String(leastPauseMs / secondMs)} seconds and ${String(mostAnHour)} times an hour at most.`,
        'badRequest',
        now() + Math.ceil(freeMs - atMs),
      );
    this.testsMs = [...recent, atMs];
    const sent = await alerts.test();
    note('A test alert was sent from the page.');
    const tested: TestedAlerts = { atMs: now(), receivers: [{ format: alerts.format, sent }] };
    return good(tested);
  }

  private start(): { thresholds: readonly FleetThreshold[]; version: number } {
    return { thresholds: this.port.startThresholds, version: 0 };
  }

  private shown(kept: { thresholds: readonly FleetThreshold[]; version: number }): FleetSettings {
    const { alerts, tellsSites, now } = this.port;
    return {
      ...{ readAtMs: now(), ...kept, tellsSites },
      receivers: alerts === null ? [] : [{ format: alerts.format }],
    };
  }
}

function textIn(file: Buffer): string | { why: string } {
  try {
    return textOfFile(file, mostUnpackedBytes);
  } catch (error) {
    if (error instanceof InputError) return { why: error.message };
    throw error;
  }
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
