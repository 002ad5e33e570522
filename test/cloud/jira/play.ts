/** Plays the calls of `every-endpoint.ts` against an emulated cloud. */
import { idText } from '../../../emulator/cloud/untrusted';
import { asAdmin, chargedPoints, site, token, type OpenCloud } from '../open-cloud';
import { steps, type Step } from './every-endpoint';

export const small = {
  ...site,
  sizes: { projects: 4, issuesPerProject: 20, versionsPerProject: 3, groups: 3 },
};

export interface Played {
  step: Step;
  status: number;
  points: number;
  text: string;
}

function filled(text: string, known: Record<string, unknown>): string {
  return text.replace(
    /"\{(\w+)\}"|\{(\w+)\}/g,
    (whole, quoted: string | undefined, bare: string | undefined) => {
      const value = known[quoted ?? bare ?? ''];
      if (value === undefined) return whole;
      return quoted === undefined ? idText(value) : JSON.stringify(value);
    },
  );
}

/** @param send by what the calls are made */
export async function play(cloud: OpenCloud, version: string, send: typeof fetch = fetch): Promise<Played[]> {
  const known: Record<string, unknown> = { url: cloud.url, category: 2, made: 'app-1' };
  const played: Played[] = [];
  const base = `${cloud.url}/ex/jira/${site.cloudId}`;
  for (const step of steps) {
    const before = chargedPoints(cloud);
    const form = new FormData();
    if (step.file !== undefined) form.append('file', new Blob([step.file]), 'a.txt');
    const plain = step.json === undefined ? null : filled(JSON.stringify(step.json), known);
    // Version 2 has texts where version 3 has documents.
    const json =
      version === '3' ? plain : (plain?.replace(/\{"type":"doc".*?\}\]\}\]\}/g, '"Words"') ?? null);
    const path = filled(step.path, known).replace('/rest/api/3/', `/rest/api/${version}/`);
    const response = await send(base + path, {
      method: step.method,
      headers: {
        Authorization: step.as === 'app' ? token() : asAdmin,
        ...(json === null ? {} : { 'Content-Type': 'application/json' }),
        ...(step.file === undefined ? {} : { 'X-Atlassian-Token': 'no-check' }),
      },
      body: step.file === undefined ? json : form,
    });
    const text = await response.text();
    if (step.remember !== undefined) Object.assign(known, step.remember(JSON.parse(text) as never));
    played.push({ step, status: response.status, points: chargedPoints(cloud) - before, text });
  }
  return played;
}

export const name = ({ method, template }: Step) => `${method} ${template}`;
