import type { enWarnings } from './en-warnings';

export const deWarnings: typeof enWarnings = {
  forecast: {
    wall: (at) => `In diesem Tempo ist das Kontingent etwa um ${at} leer.`,
    wallPossible: (at) =>
      `Im schnellsten Tempo, das zu erwarten ist, wäre das Kontingent etwa um ${at} leer.`,
    end: (at, likely, of, low, high) =>
      `Bis ${at} sind voraussichtlich ${likely}${of} verbraucht (${low} bis ${high}).`,
    othersUnseen: 'Was andere verbrauchen, ist nicht enthalten: Unter 80 % zeigt es nichts an.',
    othersSeen: (points) => `Andere verbrauchen zurzeit etwa ${points} Punkte je Stunde.`,
    drains: {
      hour: (minute, times, points) =>
        `Jede Stunde etwa um :${minute}, ${times}-mal nacheinander, haben andere mindestens ${points} Punkte verbraucht: wohl ein Zeitplan auf einer anderen Site.`,
      day: (minute, times, points) =>
        `In dieser Stunde des Tages etwa um :${minute}, an ${times} Tagen nacheinander, haben andere mindestens ${points} Punkte verbraucht: wohl ein Zeitplan auf einer anderen Site.`,
    },
  },
  banner: {
    watch: (pool, at) => `${pool}: Das Kontingent kann vor ${at} leer werden.`,
    near: (pool, at) => `${pool}: Das Kontingent ist bis ${at} nahe am Limit.`,
    exhausted: (pool, at) => `${pool}: Das Kontingent ist leer. Aufrufe werden bis ${at} abgewiesen.`,
    beta: 'Dieses Limit ist nur angekündigt: Noch wird nichts abgewiesen.',
  },
  changes: {
    title: 'Letzte Warnungen',
    none: 'Bisher kam kein Kontingent seinem Limit nahe.',
    line: (at, pool, what) => `${at}, ${pool}: ${what}`,
    to: {
      watch: (used) => `kann leer werden, bei etwa ${used} Punkten`,
      near: (used) => `nahe am Limit, bei etwa ${used} Punkten`,
      exhausted: () => 'leer geworden',
      over: () => 'die Warnung ist vorbei',
    },
    beta: '(angekündigtes Limit)',
  },
};
