import type { enBooks } from './en-books';

/** German: how the account stands. */
export const deBooks: typeof enBooks = {
  books: {
    title: 'Ist jeder Aufruf gezählt?',
    closed: (accounted, numbered) =>
      `Alles Gespeicherte ist gezählt: ${accounted} von ${numbered} Einträgen.`,
    open: (accounted, numbered) =>
      `Noch nicht alles Gespeicherte ist gezählt: ${accounted} von ${numbered} Einträgen.`,
    writeFailures: (n, shown) =>
      n === 1
        ? '1 Schreibvorgang schlug fehl und wartet auf den nächsten.'
        : `${shown} Schreibvorgänge schlugen fehl und warten auf den nächsten.`,
    missingRecords: (n, shown) =>
      n === 1
        ? '1 Eintrag fehlt: Ein Prozess endete, bevor er ihn speichern konnte.'
        : `${shown} Einträge fehlen: Prozesse endeten, bevor sie sie speichern konnten.`,
    lostRecords: (n, shown) =>
      n === 1
        ? '1 Eintrag ließ sich einen Tag lang nicht speichern und wurde aufgegeben.'
        : `${shown} Einträge ließen sich einen Tag lang nicht speichern und wurden aufgegeben.`,
    refusedRecords: (n, shown) =>
      n === 1
        ? '1 Eintrag kam mehr als 72 Stunden zu spät und steht in keiner Zahl.'
        : `${shown} Einträge kamen mehr als 72 Stunden zu spät und stehen in keiner Zahl.`,
    cappedRecords: (n, shown) =>
      n === 1
        ? 'Etwa 1 Eintrag einer Quelle ist in keiner Zahl: Die Quelle hatte in einer Stunde zu viele Prozesse.'
        : `Etwa ${shown} Einträge von Quellen sind in keiner Zahl: Eine Quelle hatte in einer Stunde zu viele Prozesse.`,
    unbalancedHours: (n, shown) =>
      n === 1
        ? 'In 1 Stunde stimmen die Summen nicht mit dem überein, was hineingezählt wurde: Bitte melden Sie das.'
        : `In ${shown} Stunden stimmen die Summen nicht mit dem überein, was hineingezählt wurde: Bitte melden Sie das.`,
    unreadableValues: (n, shown) =>
      n === 1
        ? '1 gespeicherter Wert war nicht als unserer lesbar und wurde beiseitegelegt.'
        : `${shown} gespeicherte Werte waren nicht als unsere lesbar und wurden beiseitegelegt.`,
    newerValues: (n, shown) =>
      n === 1
        ? '1 Stunde hat eine spätere Version dieser App geschrieben. Sie steht in keiner Zahl, bis jene Version wieder installiert ist; verloren ist nichts davon.'
        : `${shown} Stunden hat eine spätere Version dieser App geschrieben. Sie stehen in keiner Zahl, bis jene Version wieder installiert ist; verloren ist nichts davon.`,
    missingHours: (n, shown) =>
      n === 1
        ? 'Der Speicher konnte 1 Stunde diesmal nicht liefern; ihre Zahlen fehlen, sie sind nicht null.'
        : `Der Speicher konnte ${shown} Stunden diesmal nicht liefern; ihre Zahlen fehlen, sie sind nicht null.`,
    unread: (shown) =>
      `Die neuesten Aufrufe können fehlen: Mindestens ${shown} Einträge warten auf das Zusammenführen, mehr als eine Seite lesen kann.`,
    unlisted:
      'Die neuesten Aufrufe können fehlen: Der Speicher konnte die wartenden Einträge nicht auflisten.',
    partial: 'Diese Zahlen sind unvollständig',
    clean: 'Kein Eintrag fehlt, ist verspätet oder unlesbar.',
    merged: 'Zusammengeführte Einträge',
    waiting: 'Einträge, die auf das Zusammenführen warten',
  },
};
