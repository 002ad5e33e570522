/** Every question of the fleet's page goes through here, to the program that serves it. */
import type { Answer } from '../../../../src/admin/contract/contract';
import {
  paths,
  type FleetEvidence,
  type FleetOverview,
  type FleetSettings,
  type FleetSite,
  type FleetSites,
  type FleetThreshold,
  type ImportedFile,
  type TestedAlerts,
} from '../../../../fleet/pages/contract';
import { isAnswer } from '../answers';
import { StrangeAnswerError } from '../strange-answer';

async function ask<T>(path: string, query: Record<string, string | null> = {}): Promise<Answer<T>> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null);
  const search = new URLSearchParams(given).toString();
  return answered<T>(path, fetch(search === '' ? path : `${path}?${search}`, { headers: accepted }));
}

/** Changes something. */
function change<T>(path: string, asked: object): Promise<Answer<T>> {
  const headers = { ...accepted, 'Content-Type': 'application/json' };
  return answered<T>(path, fetch(path, { method: 'POST', headers, body: JSON.stringify(asked) }));
}

const accepted = { Accept: 'application/json' };

async function answered<T>(path: string, asked: Promise<Response>): Promise<Answer<T>> {
  const response = await asked;
  // The session is over: the server asks for the password instead.
  if (response.status === 401) window.location.reload();
  const answer: unknown = await response.json();
  if (!isAnswer(answer)) throw new StrangeAnswerError(path);
  return answer.ok ? { ...answer, data: answer.data as T } : answer;
}

/** One file of a site as it is. */
export function importFile(site: string, isNew: boolean, file: Blob): Promise<Answer<ImportedFile>> {
  const query = new URLSearchParams({ site, ...(isNew ? { new: '1' } : {}) }).toString();
  const headers = { ...accepted, 'Content-Type': 'application/octet-stream' };
  const { importFile: path } = paths;
  return answered<ImportedFile>(path, fetch(`${path}?${query}`, { method: 'POST', headers, body: file }));
}

export const askFleet = (): Promise<Answer<FleetOverview>> => ask(paths.overview);

export const askSettings = (): Promise<Answer<FleetSettings>> => ask(paths.settings);

export const saveThresholds = (
  version: number,
  thresholds: readonly FleetThreshold[],
): Promise<Answer<FleetSettings>> => change(paths.thresholds, { version, thresholds });

export const testAlerts = (): Promise<Answer<TestedAlerts>> => change(paths.testAlert, {});

export const askSites = (pool: string | null, period: string | null): Promise<Answer<FleetSites>> =>
  ask(paths.sites, { pool, period });

export const askSite = (site: string, pool: string | null): Promise<Answer<FleetSite>> =>
  ask(paths.site, { site, pool });

export const askEvidence = (days: string | null, names: boolean): Promise<Answer<FleetEvidence>> =>
  ask(paths.evidence, { days, names: names ? '1' : null });
