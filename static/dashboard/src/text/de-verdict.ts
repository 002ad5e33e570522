import type { enVerdict } from './en-verdict';

/** German: das Urteil über ein Kontingent. */
export const deVerdict: typeof enVerdict = {
  badges: {
    refused: 'Abgewiesen',
    usedUp: 'Verbraucht',
    runsDry: 'Wird leer',
    mayRunDry: 'Kann leer werden',
    near: 'Nahe am Limit',
    close: 'Wird knapp',
    easing: 'Lässt nach',
    recovering: 'Wieder gefüllt',
    fine: 'In Ordnung',
    unknown: 'Nicht bekannt',
  },
  refused: (at) => `Aufrufe werden bis ${at} abgewiesen`,
  usedUp: (at) => `Bis ${at} verbraucht; Aufrufe werden noch bedient`,
  runsDry: (at, wait) => `Wird etwa um ${at} leer, in ${wait}`,
  runsDryNow: 'Wohl schon leer',
  mayRunDry: (at, wait) => `Kann schon um ${at} leer werden, in ${wait}`,
  used: (share) => `${share} verbraucht`,
  usedBySite: (share) => `diese Site hat ${share} verbraucht`,
  usedOver: (share) => `über ${share} verbraucht`,
  expected: (share, at) => `${share} bis ${at} erwartet`,
  leads: {
    near: (facts) => `Nahe am Limit: ${facts}`,
    close: (facts) => `Wird knapp: ${facts}`,
    easing: (facts) => `Lässt nach: ${facts}`,
    recovering: (facts) => `Wieder gefüllt: ${facts}`,
    fine: (facts) => `In Ordnung: ${facts}`,
  },
  bare: {
    near: 'Nahe am Limit',
    close: 'Wird knapp',
    easing: 'Lässt nach',
    recovering: 'Wieder gefüllt',
    fine: 'In Ordnung',
  },
  unknown: 'Nicht bekannt: Noch keine Antwort dieser Stunde hat das Kontingent genannt',
  tooHigh:
    'Nach Atlassians Zähler ist weniger verbraucht, als die Aufrufe dieser Site geschätzt kosten: Die Schätzung ist zu hoch.',
  culprit: {
    endpoint: (call, startedBy, share) =>
      `Am meisten durch ${call}${startedBy === null ? '' : `, ausgelöst von ${startedBy}`}: ${share} der Punkte dieser Site.`,
    startedBy: {
      person: 'Personen',
      schedule: 'einem Zeitplan',
      event: 'Ereignissen',
      external: 'einem anderen System',
      unknown: null,
    },
    others: (share) =>
      `Mindestens ${share} haben andere verbraucht, oder Aufrufe, die hier nicht gemessen werden.`,
  },
  advice: {
    refused: (at) =>
      `Halten Sie bis ${at} jeden Aufruf des Backends an: Wiederholungen davor werden abgewiesen.`,
    usedUp: () => 'Dieses Limit ist nur angekündigt. Verbrauchen Sie weniger, bevor es durchgesetzt wird.',
    runsDry: () => 'Verschieben Sie, was warten kann, geplante Läufe zuerst.',
    mayRunDry: () => 'Verschieben Sie, was warten kann, geplante Läufe zuerst.',
    near: (at) => `Halten Sie bis ${at} zurück, was warten kann.`,
    close: (at) => `Halten Sie bis ${at} zurück, was warten kann.`,
    easing: (at) => `Halten Sie bis ${at} weiter zurück, was warten kann.`,
    recovering: () =>
      'In der letzten Stunde wurde es leer. Nehmen Sie wartende Arbeit in kleinen Schritten wieder auf.',
    fine: null,
    unknown: null,
  },
  beta: 'Noch wird nichts abgewiesen: Dieses Limit ist nur angekündigt.',
  remedy: (what, call, points) =>
    `So sinkt der Verbrauch: ${what} (${call}). Das spart bis zu ${points} Punkte am Tag.`,
  remedyFullest: (hour, before, after) =>
    `Die vollste der letzten 24 Stunden, ${hour}, hätte ${after} statt ${before} verbraucht.`,
  walls: (n, times, days, shownDays) =>
    `In ${days === 1 ? 'einem Tag' : `${shownDays} Tagen`} ${n === 1 ? 'einmal' : `${times}-mal`} leer geworden`,
  noWalls: (days, shownDays) =>
    days === 1
      ? 'Am letzten Tag nicht leer geworden'
      : `In den letzten ${shownDays} Tagen nicht leer geworden`,
  mostly: (fromUtc, toUtc) => `meist ${fromUtc} bis ${toUtc} UTC`,
  here: (from, to) => `${from} bis ${to} Ihrer Zeit`,
  details: 'Woher das bekannt ist',
};
