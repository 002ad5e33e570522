import { ManualClock } from '../../emulator/clock';
import { startAtlassianCloud, type RunningCloud } from '../../emulator/cloud/server';
import { inBatches } from '../../src/node-client/in-batches';

let cloud: RunningCloud;

beforeEach(async () => {
  cloud = await startAtlassianCloud({ clock: new ManualClock(Date.UTC(2026, 9, 5, 9, 20)) });
});
afterEach(() => cloud.close());

/** What One Stack's window has left after another request. */
async function remaining(): Promise<string | null> {
  const headers = { authorization: 'Bearer acme.key' };
  return (await fetch(`${cloud.url}/onestack/contacts`, { headers })).headers.get('x-ratelimit-remaining');
}

describe('single reads in batches', () => {
  it('take one place of One Stack’s minute for each batch instead of one for each item', async () => {
    const asked: string[][] = [];
    const ticket = inBatches<string, string>(
      async (ids) => {
        asked.push(ids);
        const headers = { authorization: 'Bearer acme.key' };
        const body = JSON.stringify({ ids });
        const answer = await fetch(`${cloud.url}/onestack/tickets/batch`, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`One Stack answered ${answer.status}`);
        return new Map(ids.map((id) => [id, `ticket ${id}`]));
      },
      { most: 3 },
    );
    const tickets = await Promise.all(['t1', 't2', 't3', 't4', 't5', 't5'].map((id) => ticket(id)));
    expect(tickets.at(-1)).toBe('ticket t5');
    expect(asked).toEqual([
      ['t1', 't2', 't3'],
      ['t4', 't5'],
    ]);
    expect(await remaining()).toBe('97');
  });

  it('answer what the batch left out as undefined, and fail as its request fails', async () => {
    let isAway = false;
    const ticket = inBatches<string, string>(
      (ids) =>
        isAway
          ? Promise.reject(new Error('away'))
          : Promise.resolve(new Map(ids.filter((id) => id !== 'gone').map((id) => [id, id]))),
      { most: 10 },
    );
    expect(await Promise.all([ticket('t1'), ticket('gone')])).toEqual(['t1', undefined]);
    isAway = true;
    await expect(Promise.all([ticket('t1'), ticket('t2')])).rejects.toThrow('away');
    isAway = false;
    expect(await ticket('t1')).toBe('t1');
  });

  it('of no size are refused with what to write', () => {
    expect(() => inBatches(() => Promise.resolve(new Map()), { most: 0 })).toThrow(
      '"most" is 0; it must be a whole number from 1 on.',
    );
  });
});
