/** Path templates as the App metrics API writes them: `/rest/api/2/field/{fieldKey}/option`, by the words before each value. */

const named: Readonly<Record<string, string>> = {
  issue: 'issueIdOrKey',
  project: 'projectIdOrKey',
  pages: 'id',
  spaces: 'id',
  board: 'boardId',
  sprint: 'sprintId',
};

export function namedTemplate(template: string): string {
  const segments = template.split('/');
  return segments
    .map((segment, at) => {
      if (segment !== '{}') return segment;
      const before = segments[at - 1] ?? '';
      return `{${named[before] ?? `${before.replace(/[^A-Za-z]/g, '').replace(/s$/, '')}Id`}}`;
    })
    .join('/');
}
