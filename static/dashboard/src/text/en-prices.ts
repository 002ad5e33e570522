import type { GapCause } from '../../../../src/admin/contract/contract';

/** The part of the catalogue that holds our estimate against Atlassian's counter. */
export const enPrices = {
  prices: {
    title: 'Measured prices',
    lead: (n: number, pairs: string) =>
      n === 1
        ? 'Measured from 1 pair of readings of Atlassian’s counter in the last 48 hours.'
        : `Measured from ${pairs} pairs of readings of Atlassian’s counter in the last 48 hours.`,
    none: 'Nothing is measured yet: Atlassian says how many points are left only past about 80% of the hourly pool.',
    rule: 'Only costs of 5 calls or more are taken over: all together once they make 80% of what all calls cost and the half of their 95% intervals is at most 15% of it; else each that is sure by itself (30 calls or more and an interval of at most 20% of it, or 1.5 points), and each that contradicts the published price. Calls are booked at them from then on; what is booked stays as it is.',
    mode: {
      auto: 'Sure costs are taken over by themselves each hour. Pinned prices stay as they are.',
      ask: 'Costs are taken over only when an administrator does so.',
    },
    switchTo: { auto: 'Take over by itself', ask: 'Ask me instead' },
    pin: 'Pin this price',
    unpin: 'Unpin',
    undo: 'Undo',
    moves: 'How prices changed, newest first:',
    move: (at: string, name: string, from: string, to: string) =>
      `${at}: ${name} from ${from} to ${to} points.`,
    byItself: 'By itself.',
    byPerson: 'By an administrator.',
    movedFar: (n: number, names: string) =>
      n === 1
        ? `In the last week 1 price moved by more than 10%: ${names}.`
        : `In the last week ${n} prices moved by more than 10%, among them: ${names}.`,
    correction: (factor: string, low: string, high: string) =>
      `Calls of measured endpoints cost ${factor} times what they were booked at (95%: ${low} to ${high}).`,
    held: (hours: string, of: string) =>
      `The band held what the calls cost in ${hours} of the last ${of} hours in which the counter spoke (95% is promised).`,
    /** The band is so wide that the figure would be noise. */
    notKnownYet: 'not known yet',
    columns: {
      endpoint: 'Endpoint',
      calls: 'Calls measured',
      cost: 'Points a call (95%)',
      booked: 'Booked at',
      action: 'Price',
    },
    cost: (likely: string, low: string, high: string) => `${likely} (${low} to ${high})`,
    adopt: 'Use measured cost',
    again: 'Measure anew',
    adoptAll: (n: number, shown: string) => (n === 1 ? 'Use the 1 sure cost' : `Use all ${shown} sure costs`),
    reset: 'Back to the catalogue',
    unsure: 'Not sure enough yet',
    inForce: (base: string, object: string, day: string) =>
      `In force since ${day}: ${base} a call and ${object} an object.`,
    share:
      'The file has the catalogue’s own format and nothing of this site but what calls cost: others can price their calls by it (points-gauge costs --prices).',
    download: 'Download measured prices',
    done: {
      adopt:
        'Calls are booked at the measured cost from now on. Processes that run already learn of it within 15 minutes.',
      reset:
        'Calls are booked at the catalogue’s price again. Processes that run already learn of it within 15 minutes.',
      pin: 'The price stays as it is until you unpin it.',
      unpin: 'The price follows what is measured again.',
      undo: 'The price before holds again and is pinned. Processes that run already learn of it within 15 minutes.',
      auto: 'Sure costs are taken over by themselves from the next full hour on.',
      ask: 'From now on only an administrator takes costs over.',
    },
  },
  gaps: {
    title: 'Our estimate against Atlassian’s counter',
    lead: 'For each hour of the last 24 in which Atlassian told how many points were left.',
    none: 'In the last 24 hours Atlassian’s counter did not speak: use stayed below about 80%.',
    noneNamed: 'In the last 24 hours no answer named the quota, so there is no counter to compare with.',
    noneFull: (hour: string) =>
      `Atlassian’s counter named no figure to compare with, but the pool was full, last in the hour of ${hour}.`,
    columns: {
      hour: 'Hour (UTC)',
      own: 'Our estimate',
      counter: 'Atlassian’s counter',
      gap: 'Gap',
      why: 'Others or our prices',
    },
    counter: (points: string, at: string) => `${points} at ${at}`,
    why: {
      none: () => 'No gap to speak of.',
      prices: () =>
        'Our prices, for certain: the counter says less than we do, and others can only add to it.',
      others: (low: string, high: string, sure: string) =>
        `${sure} others: they drew ${low} to ${high} of it; our prices explain no more.`,
      mostlyPrices: (low: string, high: string, sure: string) =>
        `${sure} our prices: others drew ${low} to ${high} of it.`,
      open: (low: string, high: string) =>
        `Cannot be told: others drew anything from ${low} to ${high} of it, the rest are our prices.`,
    } satisfies Record<GapCause, (low: string, high: string, sure: string) => string>,
    likely: 'Likely',
    almostCertain: 'Almost certainly',
    because: {
      measured: (share: string) => `${share} of our points are priced by measured costs.`,
      range: 'No price was measured: this rests on the range of the published rule.',
    },
    slots: (parts: string) => `Others by five minutes: ${parts}.`,
    tier1: 'Others are all other sites of the app, and calls of this site that are not metered.',
  },
};
