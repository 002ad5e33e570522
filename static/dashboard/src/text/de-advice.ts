import type { enAdvice } from './en-advice';

/** German: what recorded calls suggest. */
export const deAdvice: typeof enAdvice = {
  title: 'Was sich ändern ließe',
  subtitle:
    'Größte Ersparnis zuerst; jede ist das Höchste, was diese Aufrufe kosten. Ersparnisse eines Endpunkts sind zusammen gerechnet: Jede ist, was die darüber übrig lassen.',
  none: 'Nichts fällt auf: zu wenige Aufrufe oder keine, die auf anderem Weg billiger wären.',
  saves: (points) => `bis zu ${points} Punkte am Tag`,
  alone: (points) => `für sich allein bis zu ${points}`,
  noSaving: 'spart keine Punkte',
  n: (calls) => `${calls} Aufrufe`,
  kinds: {
    bridge: {
      name: 'Von der Seite aus lesen, über die Bridge',
      rule: 'Eine Person hat es ausgelöst, es liest nur, und das Backend hat es getan.',
      check: 'Die Antworten von asApp und Bridge vergleichen, für jemanden, der wenig sehen darf.',
    },
    cache: {
      name: 'Die Antwort einige Minuten behalten',
      rule: 'Seiten lasen dieselbe Adresse öfter als 12-mal in der Stunde, bei asUser je Person.',
      check: 'Klären, wie alt die Antwort sein darf; Aufrufe am Tag vorher und nachher vergleichen.',
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
      rule: 'Ein Fünftel der Aufrufe oder mehr scheiterte an ihrem Inhalt, und jeder kostet einen Punkt.',
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
    context: {
      name: 'Aus dem Kontext nehmen oder eine Anzeigebedingung entscheiden lassen',
      rule: 'Eine Person ließ das Backend lesen, wer sie ist, was sie darf oder wo sie ist. Der Kontext der Seite nennt Person, Projekt und Vorgang, und Bedingungen im Manifest zeigen ein Modul oder nicht, ohne Aufruf.',
      check:
        'Vergleichen, was der Lesezugriff ergibt und was der Kontext der Seite (view.getContext) und die Bedingungen des Moduls sagen.',
    },
    expand: {
      name: 'Teile mit dem Vorgang oder der Seite lesen',
      rule: 'Dieselbe Arbeit liest Vorgänge oder Seiten und in weiteren Aufrufen deren Teile: Gezählt wird höchstens einer je Lesen des Ganzen. expand, fields, properties und die include-Parameter bringen sie mit. Gezählt ist nur der Punkt jedes Aufrufs: Die Objekte kosten vielleicht dasselbe.',
      check: 'Vergleichen Sie Anfragen und Punkte am Tag beider Endpunkte vorher und nachher.',
    },
    createWhole: {
      name: 'Mit Feldern und Eigenschaften in einem Zug anlegen',
      rule: 'Dieselbe Arbeit legt Vorgänge an und schreibt danach auf Vorgänge: höchstens ein Schreibzugriff je Anlage ist gezählt. Ein Aufruf legt einen Vorgang mit Feldern und Eigenschaften an.',
      check:
        'Nachsehen, ob der Schreibzugriff den eben angelegten Vorgang trifft und das Feld auf der Anlegemaske steht.',
    },
    bulkWrite: {
      name: 'Viele auf einmal schreiben',
      rule: 'Einzelne Schreibzugriffe, auf die niemand wartet und die ein Sammelaufruf ersetzt. Nach dem veröffentlichten Beispiel können fünfzig auf einmal angelegte Vorgänge fünfzig Punkte kosten: Dann spart er nur Aufrufe und Bursts.',
      check:
        'Punkte und Aufrufe am Tag beider Endpunkte vorher und nachher vergleichen; auf einer Site laufen fünf Sammelvorgänge zugleich.',
    },
    quietHours: {
      name: 'Große Arbeiten nachts oder am Wochenende erledigen',
      rule: 'Über diese Stunden kosten die ruhigsten sechs des Tages höchstens halb so viel wie die stärksten sechs. Eine Migration oder ein voller Abgleich mit freier Zeitwahl stört dort am wenigsten.',
      check:
        'Währenddessen die Stunden der Übersicht ansehen; Kontingent und Abweisungen stehen bei „Limits“.',
    },
    jitter: {
      name: 'Geplante Arbeit zu einem zufälligen Zeitpunkt beginnen lassen',
      rule: 'Geplante Arbeit machte über ein Viertel dieser Stunden aus, und ein Drittel ihrer Punkte oder mehr fiel in die ersten fünf Minuten.',
      check: 'Die ersten fünf Minuten der Stunden vorher und nachher vergleichen; paced.spread() wartet so.',
    },
    backlogReads: {
      name: 'Backlog: Antworten behalten und nach Geändertem fragen',
      rule: 'Lesezugriffe und Suchen in Backlog, jede zählt zu den Aufrufen der Person in der Minute. Die Vorgangsliste nimmt updatedSince.',
      check: 'Zählen, wie viele Antworten dieselben waren wie zuletzt; „Limits“ zeigt den Platz, der bleibt.',
    },
    oneStackReads: {
      name: 'One Stack: bedingt fragen oder sich von einem Webhook melden lassen',
      rule: 'Aufrufe von One Stack zählen zu den 100 des Mandanten in der Minute; ein bedingter, der mit 304 beantwortet wird, zählt nicht, und ein Webhook braucht keinen.',
      check: '„Limits“ zeigt, wie viele frei waren (304), vorher und nachher.',
    },
  },
  rule: 'Regel:',
  checkIt: 'Zu prüfen:',
  bulk: (single, objects, together, template) =>
    `Ein Lesezugriff kostet ${single}; ${template} mit ${objects} Objekten kostet ${together}.`,
  quiet: (from, to, points, busiest) =>
    `${from} bis ${to} UTC: ${points} Punkte in der Stunde, gegenüber ${busiest} in den stärksten sechs.`,
  weekend: (points) => `Wochenenden: ${points} in der Stunde.`,
  first: (share) => `${share} der Punkte in den ersten fünf Minuten.`,
  hour: (at, points, scheduled) => `${at}: ${points} Punkte, davon ${scheduled} geplant.`,
};
