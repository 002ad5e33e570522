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
    n: (requests, points, said) =>
      `${requests} Aufrufe, ${points} Punkte berechnet${said === null ? '' : `; ${said} weitere nach Angabe von Browsern`}`,
    tooFew: (least) =>
      `Zu wenige Aufrufe für einen Vergleich: Es braucht zwei Wege mit je mindestens ${least} Aufrufen. Die Zahlen stehen ohne Rangfolge da.`,
    none: 'Kein Aufruf in diesem Zeitraum.',
    table: (pool) => `Tabelle der Wege in ${pool}`,
    columns: {
      route: 'Weg',
      charged: 'Berechnet',
      budget: 'Kostenbudget',
      requests: 'Aufrufe',
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
    asBrowsersSay: '(nach Angabe von Browsern)',
    saidHint:
      'Was Seiten der App von ihren eigenen Aufrufen melden, zählt hier und sonst nirgends: Jeder Benutzer könnte es senden, also belegt es weder Kontingent noch Stufe noch Limit.',
    peakHint:
      'Stärkste Sekunde: Aufrufe in einem Budget, wie ein einzelner Prozess sie sah, also mindestens so viele.',
  },
  budgets: { User: 'User', App: 'App', 'App + user': 'App + user', Anonymous: 'Anonymous' },
  whatIf: {
    title: 'Und wenn diese Aufrufe einen anderen Weg nähmen?',
    who: 'Wer den Weg wählt',
    by: { cheapest: 'Lesezugriffe von Personen über die Bridge', endpoint: 'Je Endpunkt wählen' },
    stays: 'Bleibt, wie es ist',
    routeOf: (call) => `Weg von ${call}`,
    now: (pool, n, routes) => `${pool}, ${n} Aufrufe, jetzt ${routes}`,
    saves: (points, calls) =>
      `Etwa ${points} Punkte am Tag weniger; ${calls} Aufrufe dieses Zeitraums nähmen den anderen Weg.`,
    costs: (points, calls) =>
      `Etwa ${points} Punkte am Tag mehr; ${calls} Aufrufe dieses Zeitraums nähmen den anderen Weg.`,
    points: (before, after) => `Jetzt etwa ${before} am Tag, dann etwa ${after}.`,
    nothing: {
      cheapest: 'Kein Aufruf könnte wechseln: Kein Lesezugriff einer Person läuft über das Backend.',
      endpoint: 'Kein Aufruf würde wechseln: Wählen Sie einen Weg für einen Endpunkt, der ihn nehmen kann.',
    },
    loads: 'Aufrufe pro Sekunde je Kostenbudget',
    columns: {
      budget: 'Kostenbudget',
      before: 'Jetzt, Aufrufe pro Sekunde',
      beforeEach: 'Je × Budgets',
      after: 'Dann, Aufrufe pro Sekunde',
      afterEach: 'Je × Budgets',
    },
    each: (calls, contexts) => `${calls} × ${contexts}`,
    eachUnknown: 'Personen nicht unterschieden',
    under: (least) => `< ${least}`,
    breaks: {
      noPerson: 'Hintergrundarbeit hat keine Person: Es bleibt, wie es ist.',
      notOnBridge: 'Die Bridge erreicht nur Jira und Confluence: Es bleibt, wie es ist.',
      notOurs: 'Kein Aufruf dieser Forge-App: Es bleibt, wie es ist.',
      seesLess:
        'Die Person sieht, was sie sehen darf, also vielleicht weniger als die App; die Bridge kennt kein asApp.',
      seesMore: 'Die App sieht, was die Person nicht sehen darf: Sie muss die Rechte selbst prüfen.',
    },
    breakCalls: (n, trigger) => `${n} Aufrufe, Auslöser: ${trigger}`,
    moreBreaks: (n) => `und ${n} weitere`,
  },
};
