/** Issues as they were last answered, written out: most reads find an issue unchanged, and writing it is what costs. */
import type { IssueRef } from '../world/issues';
import type { Site } from '../world/site';
import { JsonText } from '../written';
import type { View } from './shapes';

/** Characters that are kept of each site, without those of lasting parts, which all texts share. */
const mostKept = 16_000_000;

interface Kept {
  /** The site's when it was written. */
  revision: number;
  version: number;
  json: JsonText;
  ownCharacters: number;
}

class Texts {
  private readonly kept = new Map<string, Kept>();
  private characters = 0;

  get(key: string): Kept | undefined {
    return this.kept.get(key);
  }

  set(key: string, kept: Kept): void {
    this.forget(key);
    this.kept.set(key, kept);
    this.characters += kept.ownCharacters;
    for (const oldest of this.kept.keys()) {
      if (this.characters <= mostKept) return;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    const known = this.kept.get(key);
    if (known === undefined) return;
    this.kept.delete(key);
    this.characters -= known.ownCharacters;
  }
}

const bySite = new WeakMap<Site, Texts>();

/** What the text shows of issues: the issue alone, unless it names others, any of which may have changed. */
function versionOf({ issues, jira }: Site, ref: IssueRef): number {
  const edits = issues.editsOf(ref);
  const namesOthers = jira.hasLinks(ref.id) || edits?.fields.has('parent') === true;
  return namesOthers ? issues.newestVersion : (edits?.version ?? 0);
}

/** @param fields as the caller named them: they decide what is in it */
export function issueText(
  { site, baseUrl, apiVersion }: View,
  ref: IssueRef,
  fields: string,
  render: () => unknown,
): JsonText {
  const texts = bySite.get(site) ?? new Texts();
  bySite.set(site, texts);
  const key = `${ref.id} ${apiVersion} ${baseUrl} ${fields}`;
  const { revision } = site;
  const version = versionOf(site, ref);
  const known = texts.get(key);
  if (known?.revision === revision && known.version === version) return known.json;
  const made = JsonText.of(render());
  texts.set(key, { revision, version, ...made });
  return made.json;
}
