/** The part of the catalogue for the heatmap of the overview. */
export const enHeat = {
  heat: {
    title: 'The last 30 days, hour by hour',
    subtitle: 'Points an hour, in UTC',
    chart: (pool: string) => `Points of ${pool} by day and hour`,
    keys: 'Arrow keys walk the hours.',
    missing: 'Nothing is known of these hours',
    upTo: (points: string) => `≤ ${points}`,
    noCall: 'no call',
    hour: (hour: string, points: string) => `${hour}: ${points} points.`,
    empty: (hour: string) => `${hour}: no points.`,
    unknown: (hour: string) => `${hour}: nothing is known.`,
    peaks: (hours: string) => `Busiest on average: ${hours}.`,
    peak: (hour: string, points: string) => `${hour} UTC (about ${points} points)`,
    before: (day: string) => `Nothing is known of the days before ${day}.`,
    unread: 'The past days could not be read this time.',
    columns: { day: 'Day (UTC)' },
  },
};
