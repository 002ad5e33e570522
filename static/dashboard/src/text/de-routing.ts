import { deExperiment } from './de-experiment';
import type { enRouting } from './en-routing';

/** German: the subpage Routing. */
export const deRouting: typeof enRouting = {
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
  advice: {
    title: 'Was sich ändern ließe',
    subtitle: 'Größte Ersparnis zuerst; jede ist das Höchste, was diese Aufrufe kosten.',
    none: 'Nichts fällt auf: zu wenige Aufrufe oder keine, die auf anderem Weg billiger wären.',
    saves: (points) => `bis zu ${points} Punkte am Tag`,
    noSaving: 'spart keine Punkte',
    n: (calls) => `n = ${calls}`,
    kinds: {
      bridge: {
        name: 'Von der Seite aus lesen, über die Bridge',
        rule: 'Eine Person hat es ausgelöst, es liest nur, und das Backend hat es getan.',
        check: 'Die Antworten von asApp und Bridge vergleichen, für jemanden, der wenig sehen darf.',
      },
      cache: {
        name: 'Die Antwort einige Minuten behalten',
        rule: 'Seiten lasen dieselbe Adresse öfter als 12-mal in der Stunde, bei asUser je Person.',
        check: 'Klären, wie alt die Antwort sein darf; Anfragen am Tag vorher und nachher vergleichen.',
      },
      bulk: {
        name: 'Viele auf einmal lesen',
        rule: 'Einzelne Lesezugriffe, die ein Sammelaufruf ersetzt.',
        check: 'Punkte am Tag beider Endpunkte vorher und nachher vergleichen.',
      },
      identity: {
        name: 'Weniger Personen und Rechte abfragen',
        rule: 'Personen, Gruppen und Rechte kosten je zwei Punkte, und es ist über ein Zehntel aller Punkte.',
        check: 'Nachsehen, wer die Liste liest: Oft genügt eine Anzahl oder wenige Felder.',
      },
      webhook: {
        name: 'Sich benachrichtigen lassen, statt zu fragen',
        rule: 'Ein Zeitplan liest es, ob es sich geändert hat oder nicht.',
        check: 'Zählen, wie viele der Lesezugriffe etwas Neues fanden.',
      },
      otherHour: {
        name: 'Geplante Arbeit aus der stärksten Stunde verlegen oder verteilen',
        rule: 'Geplante Arbeit machte über ein Viertel der stärksten Stunde aus; andere sind weniger als halb so voll.',
        check: 'Nach der Änderung die Stunden der Übersicht ansehen.',
      },
      rovoMcp: {
        name: 'Rovo MCP, falls diese Lesezugriffe einer KI-Funktion dienen',
        rule: 'Lesezugriffe von Personen, und kein Header hat Stufe 2 belegt. Atlassian nennt Rovo MCP für Echtzeitdaten und KI.',
        check: 'Nur die Entwickler der App wissen, wozu die Lesezugriffe dienen.',
      },
    },
    rule: 'Regel:',
    checkIt: 'Zu prüfen:',
    bulk: (single, objects, together, template) =>
      `Ein Lesezugriff kostet ${single}; ${template} mit ${objects} Objekten kostet ${together}.`,
    hour: (at, points, scheduled) => `${at}: ${points} Punkte, davon ${scheduled} geplant.`,
  },
};
