/** Languages that the texts for end users are there in. */
export const delayLanguages = ['en', 'de'] as const;
export type DelayLanguage = (typeof delayLanguages)[number];

/** What waits: data that is shown, or a change that was made. */
export const delayedThings = ['data', 'changes'] as const;
export type DelayedThing = (typeof delayedThings)[number];

export interface Delay {
  what: DelayedThing;
  /** When it goes on, epoch milliseconds. */
  untilMs: number;
  language: DelayLanguage;
  /** IANA name of the reader's time zone, for example `Europe/Berlin`. */
  timeZone: string;
}

const texts: Readonly<Record<DelayLanguage, Readonly<Record<DelayedThing, (time: string) => string>>>> = {
  en: {
    data: (time) => `Some data is delayed until ${time}.`,
    changes: (time) => `Your change is kept and will be saved after ${time}.`,
  },
  de: {
    data: (time) => `Einige Daten kommen erst um ${time} Uhr.`,
    changes: (time) => `Ihre Änderung ist vorgemerkt und wird nach ${time} Uhr gespeichert.`,
  },
};

/**
 * What to tell a person who uses the app while its pool is empty: no quota, no points, no blame. Times are rounded up to the
 * minute, so that nobody tries too early.
 * @throws RangeError for a time zone that the runtime does not know
 */
export function delayText({ what, untilMs, language, timeZone }: Delay): string {
  const minuteMs = 60_000;
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(
    Math.ceil(untilMs / minuteMs) * minuteMs,
  );
  return texts[language][what](time);
}
