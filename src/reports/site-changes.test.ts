import { changesNote } from './site-changes';

const atMs = Date.parse('2026-10-05T09:20:00Z');
const change = { atMs, who: 'a1', what: 'settings', about: 'metering', failed: false };

test('a report tells what administrators changed in its period, and names nobody', () => {
  const changes = [
    { ...change, atMs: atMs + 60_000, who: 'b2', what: 'delete', about: '' },
    change,
    { ...change, what: 'export' },
    { ...change, what: 'import', failed: true },
    { ...change, atMs: atMs + 24 * 3_600_000 },
  ];
  expect(changesNote(changes, atMs, atMs + 24 * 3_600_000)).toEqual([
    'Administrators of the site changed in this period: 2026-10-05T09:20:00Z settings changed (metering), administrator 2; 2026-10-05T09:21:00Z all recorded data deleted, administrator 1.',
  ]);
  expect(changesNote(changes, 0, atMs)).toEqual([]);
});

test('of many changes the last eight are told, in a note that fits', () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ ...change, atMs: atMs + i, about: 'x'.repeat(200) }));
  const [note = ''] = changesNote(many, 0, Infinity);
  expect(note).toMatch(/Before these: 22 more\.$/);
  expect(note.length).toBeLessThan(1_000);
});
