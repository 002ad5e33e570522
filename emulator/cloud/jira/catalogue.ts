/** The names that every project of a site shares: types of work, priorities, resolutions, types of links. */

export interface IssueType {
  id: string;
  name: string;
  description: string;
  subtask: boolean;
  hierarchyLevel: number;
}

/** Types one may not begin with come first, as in a real project: a caller that takes the first is caught. */
export const issueTypes: readonly IssueType[] = [
  { id: '10000', name: 'Epic', description: 'A big piece of work.', subtask: false, hierarchyLevel: 1 },
  { id: '10004', name: 'Sub-task', description: 'A part of an issue.', subtask: true, hierarchyLevel: -1 },
  { id: '10001', name: 'Task', description: 'A piece of work.', subtask: false, hierarchyLevel: 0 },
  { id: '10002', name: 'Story', description: 'A wish of a user.', subtask: false, hierarchyLevel: 0 },
  { id: '10003', name: 'Bug', description: 'Something that is broken.', subtask: false, hierarchyLevel: 0 },
];

/** The most urgent first. */
export const priorities = [
  { id: '1', name: 'Highest', statusColor: '#d04437', description: 'This blocks progress.' },
  { id: '2', name: 'High', statusColor: '#f15C75', description: 'Serious.' },
  { id: '3', name: 'Medium', statusColor: '#f79232', description: 'May become serious.' },
  { id: '4', name: 'Low', statusColor: '#707070', description: 'Minor.' },
  { id: '5', name: 'Lowest', statusColor: '#999999', description: 'Trivial.' },
] as const;

export const resolutions = [
  { id: '10000', name: 'Done', description: 'Work has been completed.' },
  { id: '10001', name: "Won't Do", description: 'This will not be done.' },
  { id: '10002', name: 'Duplicate', description: 'There is another issue of this.' },
  { id: '10003', name: 'Cannot Reproduce', description: 'Nobody could bring it about again.' },
] as const;

export const linkTypes = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
] as const;

/** One of a list by what a caller sent: its id, or its name in any letter case. */
export function oneOf<T extends { id: string; name: string }>(
  all: readonly T[],
  sent: { id?: unknown; name?: unknown },
): T | null {
  if (sent.id !== undefined && sent.id !== null) return all.find(({ id }) => id === String(sent.id)) ?? null;
  if (typeof sent.name !== 'string') return null;
  const wanted = sent.name.toLowerCase();
  return all.find(({ name }) => name.toLowerCase() === wanted) ?? null;
}
