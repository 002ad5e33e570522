/** The evidence of the whole app for a Tier 2 review: what the store has of all sites, as a report that `points-gauge check` holds against itself. */
import { contradictionsOf } from '../../src/reports/contradictions';
import {
  wholeAppContradictions,
  wholeAppReport,
  type WholeAppReport,
} from '../../src/reports/whole-app-report';
import { hourMs } from '../../src/time';
import type { ReportScope } from '../hour-report';
import { readStill, rollUpHours } from '../store/roll-up';
import { DatabaseError, type Database, type Sql } from '../store/sql';
import { evidenceAccount, readEvidence, type Asked, type AskedEvidence } from './account';
import { wholeAppOf } from './whole-app';

export const mostDays = 35;

/** Hours whose sums were being made anew are made and read again; reports of back ends may come every second. */
const mostTries = 20;

/** @throws DatabaseError where lines keep coming */
export async function evidenceOf(
  database: Database,
  scope: ReportScope,
  asked: AskedEvidence,
  nowMs: number,
): Promise<WholeAppReport> {
  const toHour = Math.floor(nowMs / hourMs) + 1;
  const fromHour = (Math.floor(nowMs / hourMs / 24) - asked.days + 1) * 24;
  const rollUpAll = async (): Promise<void> => {
    while (await rollUpHours(database));
  };
  const report = await readStill(
    database,
    { app: scope.app, fromHour, toHour },
    mostTries,
    rollUpAll,
    (sql) => made(sql, { ...asked, scope, fromHour, toHour, nowMs }),
  );
  if (report === null)
    throw new DatabaseError(
      'Lines and reports keep coming, so that no moment was found at which all sums agree. Try again.',
    );
  return report;
}

async function made(sql: Sql, asked: Asked): Promise<WholeAppReport> {
  const evidence = await readEvidence(sql, asked);
  const account = await evidenceAccount(sql, asked, evidence);
  const report = wholeAppReport(account, await wholeAppOf(sql, asked, account, evidence));
  const wrong = [...contradictionsOf(report), ...wholeAppContradictions(report, report.wholeApp)];
  // What a reader could hold against it must not be handed out.
  if (wrong.length > 0)
    throw new DatabaseError(
      `The evidence contradicts itself, and is not handed out: ${wrong.slice(0, 5).join(' ')}`,
    );
  return report;
}
