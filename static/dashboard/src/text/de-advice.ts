import type { enAdvice } from './en-advice';

/** German: what recorded calls suggest. */
export const deAdvice: typeof enAdvice = {
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
    fewerObjects: {
      name: 'Nach weniger Objekten fragen',
      rule: 'Ein Lesezugriff kostet im Mittel zehn Punkte oder mehr; einen kostet der Aufruf, den Rest seine Objekte.',
      check: 'Prüfen, ob eine kleinere Seite, weniger Erweiterungen oder nur das Geänderte genügen.',
    },
    askFirst: {
      name: 'Klären, warum so viele mit 4xx beantwortet werden',
      rule: 'Ein Fünftel der Aufrufe oder mehr scheiterte an der Anfrage selbst, und jeder kostet einen Punkt.',
      check: 'Nach Ids suchen, die es nicht mehr gibt, und nach Rechten, die fehlen.',
    },
    spread: {
      name: 'Die Aufrufe verteilen',
      rule: 'Aufrufe wurden von einem geltenden Limit mit 429 abgewiesen.',
      check: '„Limits“ zeigt, welches Limit es war; die 429er nach der Änderung zählen.',
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
};
