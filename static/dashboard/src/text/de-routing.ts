import { deAdvice } from './de-advice';
import { deExperiment } from './de-experiment';
import type { enRouting } from './en-routing';

/** German: the subpage Routing. */
export const deRouting: typeof enRouting = {
  advice: deAdvice,
  experiment: deExperiment,
  subtitle: (from, to) => `Von ${from} bis ${to} UTC`,
  period: 'Zeitraum',
  periods: { '24h': 'Letzte 24 Stunden', '7d': 'Letzte 7 Tage' },
  compare: {
    title: (pool) => `Wege in ${pool}`,
    n: (requests, points) => `n = ${requests} Anfragen, ${points} Punkte berechnet`,
    tooFew: (least) =>
      `Zu wenige Aufrufe für einen Vergleich: Es braucht zwei Wege mit je mindestens ${least} Aufrufen. Die Zahlen stehen ohne Rangfolge da.`,
    none: 'Kein Aufruf in diesem Zeitraum.',
    table: (pool) => `Tabelle der Wege in ${pool}`,
    columns: {
      route: 'Weg',
      charged: 'Berechnet',
      budget: 'Kostenbudget',
      requests: 'Anfragen (n)',
      points: 'Punkte',
      share: 'Anteil',
      throttles: '429er',
      p50: 'p50',
      p95: 'p95',
      people: 'Personen',
      peak: 'Stärkste Sekunde',
    },
    yes: 'Ja',
    no: (worth) => `Nein, ${worth} wert`,
    atLeast: (calls) => `≥ ${calls}`,
    about: (people) => `etwa ${people}`,
    notKnown: 'nicht bekannt',
    peakHint:
      'Stärkste Sekunde: Aufrufe in einem Budget, wie ein einzelner Prozess sie sah, also mindestens so viele.',
  },
  budgets: { User: 'User', App: 'App', 'App + user': 'App + user', Anonymous: 'Anonymous' },
  whatIf: {
    title: 'Und wenn Lesezugriffe von Personen über die Bridge liefen?',
    saves: (points, calls) =>
      `Etwa ${points} Punkte am Tag weniger; ${calls} Aufrufe dieses Zeitraums nähmen den anderen Weg.`,
    nothing: 'Kein Aufruf könnte wechseln: Kein Lesezugriff einer Person läuft über das Backend.',
    before: 'Jetzt',
    after: 'Dann',
    load: (calls) => `${calls} Aufrufe pro Sekunde`,
    each: (calls, contexts) => `${calls} auf jedem von ${contexts}`,
    eachUnknown: 'Personen nicht unterschieden',
    breaks: {
      noPerson: 'Hintergrundarbeit hat keine Person: Es bleibt, wie es ist.',
      notOnBridge: 'Die Bridge erreicht nur Jira und Confluence: Es bleibt, wie es ist.',
      notOurs: 'Kein Aufruf dieser Forge-App: Es bleibt, wie es ist.',
      seesLess:
        'Die Person sieht, was sie sehen darf, also vielleicht weniger als die App; die Bridge kennt kein asApp.',
      seesMore: 'Die App sieht, was die Person nicht sehen darf: Sie muss die Rechte selbst prüfen.',
    },
    breakLine: (call, n, why) => `${call} (n = ${n}): ${why}`,
  },
};
