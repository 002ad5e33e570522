import type { enRecord } from './en-record';

/** The same in German. */
export const deRecord: typeof enRecord = {
  record: {
    title: 'Was bereits getan wurde',
    hint: 'Haken Sie einen Rat ab, wenn er befolgt wurde. Die Liste wird gespeichert und steht in jedem Bericht.',
    none: 'Noch ist nichts vermerkt.',
    what: 'Was getan wurde',
    day: 'Seit (Tag)',
    note: 'Anmerkung',
    add: 'Als befolgt vermerken',
    added: 'Vermerkt.',
    remove: 'Entfernen',
    removed: 'Aus der Liste entfernt.',
    kinds: {
      bridge: 'Lesende Aufrufe gehen über die Browser-Brücke',
      cache: 'Antworten werden einige Minuten aufbewahrt',
      bulk: 'Viele Objekte werden auf einmal gelesen',
      identity: 'Weniger Personen und Berechtigungen werden abgefragt',
      webhook: 'Ereignisse statt geplanter Abfragen',
      otherHour: 'Geplante Arbeit verlegt oder verteilt',
      rovoMcp: 'Abfragen für eine KI-Funktion gehen über Rovo MCP',
      fewerObjects: 'Weniger Objekte werden abgefragt',
      spread: 'Aufrufe über die Zeit verteilt',
      askFirst: 'Abgelehnte Aufrufe unterbleiben',
      other: 'Etwas anderes, siehe Anmerkung',
    },
  },
  snapshots: {
    title: 'Aufbewahrte Monate',
    hint: (most) =>
      `Die App kann die Belege jedes Monats von selbst aufbewahren, höchstens ${most} Monate; der älteste geht zuerst.`,
    keep: 'Belege jedes Monats aufbewahren',
    keepHint:
      'Sie entstehen am vierten Tag des nächsten Monats, wenn kein Aufruf des Monats mehr kommen kann. Es kostet keine Punkte, etwa zehn Speicheranfragen im Monat und eine je Stunde.',
    on: 'Die Belege jedes Monats werden aufbewahrt.',
    off: 'Es werden keine weiteren Monate aufbewahrt. Was da ist, bleibt.',
    none: 'Noch ist kein Monat aufbewahrt.',
    month: 'Monat',
    made: 'Erstellt (UTC)',
    size: 'Größe',
    actions: 'Aktionen',
    open: 'Öffnen',
    opened: (month) => `${month} wird gezeigt. Die Dateien können Sie oben herunterladen.`,
    remove: 'Löschen',
    removed: (month) => `${month} wurde gelöscht.`,
    sure: (month) => `Die Belege von ${month} löschen?`,
    gone: 'Sie entstehen nicht noch einmal. Über Tage, die noch aufbewahrt werden, können Sie jederzeit berichten.',
    shown: (month) => `Das sind die Belege von ${month}, wie sie aufbewahrt wurden.`,
  },
};
