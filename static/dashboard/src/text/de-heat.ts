import type { enHeat } from './en-heat';

/** German: the heatmap of the overview. */
export const deHeat: typeof enHeat = {
  heat: {
    title: 'Die letzten 30 Tage, Stunde für Stunde',
    subtitle: 'Punkte je Stunde, in UTC',
    chart: (pool) => `Punkte von ${pool} nach Tag und Stunde`,
    keys: 'Die Pfeiltasten gehen durch die Stunden.',
    missing: 'Über diese Stunden ist nichts bekannt',
    upTo: (points) => `≤ ${points}`,
    noCall: 'kein Aufruf',
    hour: (hour, points) => `${hour}: ${points} Punkte.`,
    empty: (hour) => `${hour}: keine Punkte.`,
    unknown: (hour) => `${hour}: nichts bekannt.`,
    peaks: (hours) => `Im Schnitt am vollsten: ${hours}.`,
    peak: (hour, points) => `${hour} UTC (etwa ${points} Punkte)`,
    before: (day) => `Über die Tage vor dem ${day} ist nichts bekannt.`,
    unread: 'Die vergangenen Tage waren diesmal nicht lesbar.',
    columns: { day: 'Tag (UTC)' },
  },
};
