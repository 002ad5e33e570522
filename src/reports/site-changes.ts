import { isoOf } from './figures';

/** Something that an administrator of the site did, as its log has it. */
export interface SiteChange {
  atMs: number;
  /** Tells one administrator from another, and names none. */
  who: string;
  what: string;
  about: string;
  failed: boolean;
}

/** What changes the figures of a report, or who may bring some; in the words of a report. */
const told: Readonly<Record<string, string>> = {
  settings: 'settings changed',
  makeSource: 'reporting source made',
  rotateSource: 'secret of a source replaced',
  revokeSource: 'source revoked',
  adoptPrices: 'measured prices taken over',
  resetPrices: 'prices taken back',
  undoPrices: 'earlier prices in force again',
  autoPrices: 'measured prices taken over by themselves from now on',
  askPrices: 'measured prices taken over by a person only from now on',
  import: 'account imported',
  delete: 'all recorded data deleted',
};
/** The newest; a note has room for no more. */
const mostTold = 8;

/** A note of what administrators changed between two times, `toMs` not included; none where nobody did. */
export function changesNote(changes: readonly SiteChange[], fromMs: number, toMs: number): string[] {
  const people = [...new Set(changes.map(({ who }) => who))];
  const within = changes
    .filter((one) => !one.failed && one.atMs >= fromMs && one.atMs < toMs && told[one.what] !== undefined)
    .sort((a, b) => a.atMs - b.atMs);
  if (within.length === 0) return [];
  const lines = within.slice(-mostTold).map(({ atMs, who, what, about }) => {
    const of = about === '' ? '' : ` (${about.slice(0, 40)})`;
    return `${isoOf(atMs)} ${told[what] ?? what}${of}, administrator ${people.indexOf(who) + 1}`;
  });
  const more = within.length > mostTold ? ` Before these: ${within.length - mostTold} more.` : '';
  return [`Administrators of the site changed in this period: ${lines.join('; ')}.${more}`];
}
