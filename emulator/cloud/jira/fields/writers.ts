/** From what a caller sends for a field to what is kept, in Jira's words where it cannot be. */
import { idText, list, record, text } from '../../untrusted';
import { oneOf } from '../catalogue';
import { documentOf, isDocument } from '../document';
import { durationSeconds } from '../duration';
import { partsOf, type PartKind } from '../project-parts';
import { kept, wrong, type Writing, type Written } from './definition';

/** As Jira's database keeps a summary. */
const longestLine = 255;
const longestText = 32_767;
const mostLabels = 500;

export function writeSummary(raw: unknown): Written {
  if (typeof raw !== 'string')
    return wrong(
      raw == null ? 'You must specify a summary of the issue.' : 'Operation value must be a string',
    );
  if (raw.trim() === '') return wrong('You must specify a summary of the issue.');
  if (raw.length > longestLine) return wrong(`Summary can't exceed ${longestLine} characters.`);
  if (raw.includes('\n')) return wrong('The summary is invalid because it contains newline characters.');
  return kept(raw);
}

/** A document in version 3, a plain text in version 2; kept as a document. */
export function writeLongText(raw: unknown, { apiVersion }: Pick<Writing, 'apiVersion'>): Written {
  if (raw === null || raw === '') return kept(null);
  if (apiVersion === 3) {
    return isDocument(raw)
      ? kept(raw)
      : wrong('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  }
  if (typeof raw !== 'string') return wrong('Operation value must be a string');
  if (raw.length > longestText)
    return wrong(`The entered text is too long. It exceeds the allowed limit of ${longestText} characters.`);
  return kept(documentOf(raw));
}

export function writeText(raw: unknown): Written {
  if (raw === null || raw === '') return kept(null);
  if (typeof raw !== 'string') return wrong('Operation value must be a string');
  return raw.length > longestLine
    ? wrong(`The entered text is too long. It exceeds the allowed limit of ${longestLine} characters.`)
    : kept(raw);
}

export function writeNumber(raw: unknown): Written {
  return raw === null || (typeof raw === 'number' && Number.isFinite(raw))
    ? kept(raw)
    : wrong('Operation value must be a number');
}

export function writeDay(raw: unknown): Written {
  if (raw === null || raw === '') return kept(null);
  const isDay = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) && !Number.isNaN(Date.parse(raw));
  return isDay
    ? kept(raw)
    : wrong(
        `Error parsing date string: ${typeof raw === 'string' ? raw : 'no string'}. The format is 'yyyy-MM-dd'.`,
      );
}

export function writeMoment(raw: unknown): Written {
  if (raw === null || raw === '') return kept(null);
  const atMs = typeof raw === 'string' ? Date.parse(raw.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN;
  return Number.isNaN(atMs) ? wrong('Error parsing time: it is no ISO 8601 date and time.') : kept(raw);
}

export function writeLabels(raw: unknown): Written {
  if (raw === null) return kept([]);
  if (!Array.isArray(raw) || !raw.every((label) => typeof label === 'string'))
    return wrong('data was not an array');
  const labels: string[] = raw;
  const spaced = labels.find((label) => /\s/.test(label));
  if (spaced !== undefined) return wrong(`The label '${spaced}' contains spaces which is invalid.`);
  if (labels.some((label) => label.length > longestLine))
    return wrong(`The label is too long: at most ${longestLine} characters.`);
  if (labels.length > mostLabels) return wrong(`An issue has at most ${mostLabels} labels.`);
  return kept([...new Set(labels)]);
}

/** `{ id }` in version 3, `{ accountId }` or `{ id }` in version 2; `null` takes the person away. */
export function writePerson(raw: unknown, { site, viewer }: Writing): Written {
  if (raw === null) return kept(null);
  const { id, accountId, name } = record(raw);
  const wanted = text(accountId) ?? text(id);
  if (wanted === null && name === null) return kept(null);
  if (wanted === '-1' || name === '-1') return kept(null);
  if (wanted === null) return wrong('accountId must be set: users are known by nothing else.');
  if (wanted === '557058:app' && viewer.kind === 'app') return kept(null);
  if (site.people.byAccountId(wanted) === null) return wrong(`User '${wanted}' does not exist.`);
  return kept(wanted);
}

export function writeChoice(all: readonly { id: string; name: string }[], field: string) {
  return (raw: unknown): Written => {
    if (raw === null) return kept(null);
    const sent = typeof raw === 'string' ? { name: raw } : record(raw);
    const found = oneOf(all, sent);
    if (found !== null) return kept(found.id);
    if ('id' in sent && sent.id !== undefined) return wrong(`The ${field} selected is invalid.`);
    return 'name' in sent
      ? wrong(`The ${field} name '${String(sent.name)}' is not valid`)
      : wrong(`Specify a valid 'id' or 'name' for ${field}`);
  };
}

export function writeParts(kind: PartKind, what: string) {
  return (raw: unknown, { site, project }: Writing): Written => {
    if (raw === null) return kept([]);
    if (!Array.isArray(raw)) return wrong('data was not an array');
    const all = partsOf(site, project, kind);
    const ids: string[] = [];
    for (const entry of list(raw)) {
      const sent = typeof entry === 'string' ? { name: entry } : record(entry);
      const found = oneOf(all, sent);
      if (found === null) return wrong(`${what} name '${idText(sent.name ?? sent.id)}' is not valid`);
      ids.push(found.id);
    }
    return kept([...new Set(ids)]);
  };
}

/** Estimates, as `2d` or in seconds. */
export function writeTimeTracking(raw: unknown): Written {
  const sent = record(raw);
  const seconds = (name: string) => {
    const value = sent[`${name}Estimate`] ?? sent[`${name}EstimateSeconds`];
    if (value === undefined || value === null) return null;
    return typeof value === 'number' ? value : (durationSeconds(idText(value)) ?? Number.NaN);
  };
  const originalSeconds = seconds('original');
  const remainingSeconds = seconds('remaining') ?? originalSeconds;
  if (Number.isNaN(originalSeconds) || Number.isNaN(remainingSeconds))
    return wrong('Estimates have the form 1w 2d 3h 4m.');
  return kept({ originalSeconds, remainingSeconds });
}

export function writeParent(raw: unknown, { site, viewer, project }: Writing): Written {
  if (raw === null) return kept(null);
  const { id, key } = record(raw);
  const parent = site.visibleIssue(
    viewer,
    text(key) ?? (typeof id === 'number' ? String(id) : text(id)) ?? '',
  );
  if (parent === null) return wrong('Could not find issue by id or key.');
  return parent.project === project
    ? kept(parent.id)
    : wrong('Given parent work item does not belong to the same space.');
}
