import { throttleCount, type Cell } from '../account/cell';
import type { Advice, CallShare, EndpointName } from './endpointViews';

/** A read that touches so many points' worth of objects a call is worth a look at what it asks for. */
const costlyReadPoints = 10;
/** Fewer calls a day than this are not worth a change. */
const leastCallsADay = 5;
/** From this share of refused calls for other reasons than a limit on, asking first would be cheaper. */
const oftenRefusedShare = 0.2;

interface Asked {
  name: EndpointName;
  cell: Cell;
  shares: readonly CallShare[];
  days: number;
}

/** What the recorded calls of one endpoint suggest, largest saving first. A saving is at most what those calls cost. */
export function adviceFor({ name, cell, shares, days }: Asked): Advice[] {
  const isRead = name.method === 'GET' || name.method === 'HEAD';
  const found: (Advice | null)[] = [
    isRead ? saving('bridge', shares.filter(couldUseBridge), days) : null,
    isRead
      ? saving(
          'webhook',
          shares.filter(({ trigger }) => trigger === 'schedule'),
          days,
        )
      : null,
    isRead ? fewerObjects(shares, days) : null,
    refused(cell, days),
    throttleCount(cell) > 0 ? { kind: 'spread', calls: throttleCount(cell), savesPointsADay: null } : null,
  ];
  return found
    .filter((advice) => advice !== null)
    .sort((a, b) => (b.savesPointsADay ?? -1) - (a.savesPointsADay ?? -1));
}

/** A person waits for it and may see it: the page can ask by itself. The bridge is not charged. */
function couldUseBridge({ route, trigger }: CallShare): boolean {
  return trigger === 'person' && route === 'forge.asUser';
}

function saving(kind: 'bridge' | 'webhook', shares: readonly CallShare[], days: number): Advice | null {
  const calls = shares.reduce((sum, share) => sum + share.requests, 0);
  const points = shares.reduce((sum, share) => sum + share.points.likely, 0);
  if (calls < leastCallsADay * days || points <= 0) return null;
  return { kind, calls, savesPointsADay: Math.round(points / days) };
}

/** Each call costs a point whatever it asks for; the rest is for the objects, of which some may not be needed. */
function fewerObjects(shares: readonly CallShare[], days: number): Advice | null {
  const charged = shares.filter(({ points }) => points.likely > 0);
  const calls = charged.reduce((sum, share) => sum + share.requests, 0);
  const points = charged.reduce((sum, share) => sum + share.points.likely, 0);
  if (calls < leastCallsADay * days || points < costlyReadPoints * calls) return null;
  return { kind: 'fewerObjects', calls, savesPointsADay: Math.round((points - calls) / days) };
}

function refused(cell: Cell, days: number): Advice | null {
  const calls = cell.statuses['4'] - throttleCount(cell);
  if (calls < leastCallsADay * days || calls < oftenRefusedShare * cell.requests) return null;
  return { kind: 'askFirst', calls, savesPointsADay: Math.round(calls / days) };
}
