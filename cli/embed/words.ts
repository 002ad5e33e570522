import { createTwoFilesPatch } from 'diff';
import { changedFiles } from './app-folder';
import type { AppFiles } from './app-files';
import type { EmbedPlan } from './plan';

/** The change as `git diff` shows it. */
export function diffText(before: AppFiles, after: AppFiles): string {
  return changedFiles(before, after)
    .map((file) => {
      const [from, to] = [before.get(file), after.get(file)];
      const names = [
        from === undefined ? '/dev/null' : `a/${file}`,
        to === undefined ? '/dev/null' : `b/${file}`,
      ];
      return createTwoFilesPatch(names[0] ?? '', names[1] ?? '', from ?? '', to ?? '', '', '', { context: 2 })
        .replace(/^=+\n/, '')
        .replaceAll('\t\n', '\n');
    })
    .join('');
}

const withoutScope: Record<string, string> = {
  'read:jira-work':
    'the page cannot ask Jira who administers it: in Jira it shows totals alone, and no settings',
  'read:confluence-user':
    'the page cannot ask Confluence who administers it: in Confluence it shows totals alone, and no settings',
};

/** What customers have to agree to, and what goes without. */
export function consentText({ addedScopes, missingScopes }: EmbedPlan): string {
  const lines =
    addedScopes.length === 0
      ? [
          'No scope, no egress and no dynamic web trigger is added: customers need not consent anew, it is a minor version.',
        ]
      : [
          `New scopes: ${addedScopes.join(', ')}. That is a major version: each site stays on the old one until an administrator agrees`,
          '("forge install --upgrade" for sites of your own). With --no-new-scopes none is added. No egress is added.',
        ];
  for (const scope of missingScopes)
    lines.push(`Without ${scope} ${withoutScope[scope] ?? 'a part of the gauge does not work'}.`);
  return lines.join('\n');
}

export function findingsText({ findings, remarks }: EmbedPlan): string {
  const could = findings.map(({ file, line, message }) => `  ${file}:${String(line)}  ${message}`);
  return [
    ...remarks,
    ...(could.length === 0 ? [] : ['What it could not do, and you should look at:', ...could]),
  ].join('\n');
}
