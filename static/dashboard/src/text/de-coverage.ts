import type { enCoverage } from './en-coverage';

/** German: how much of the calls the account saw. */
export const deCoverage: typeof enCoverage = {
  coverage: {
    title: 'Was das Konto von den Aufrufen sieht',
    subtitle: 'Die letzten 24 Stunden und die laufende, nach Quelle und Funktion',
    none: 'In dieser Zeit wurde kein Aufruf gemessen.',
    columns: {
      source: 'Quelle',
      feature: 'Funktion',
      calls: 'Aufrufe',
      priced: 'Preis belegt',
      estimated: 'Preis angenommen',
      failed: 'Fehlgeschlagen',
      noAnswer: 'Ohne Antwort',
      unknownPath: 'Unbekannter Pfad',
    },
    byPage: (pool) => `${pool}, die Seite über die Bridge im Browser`,
    noTag: 'keine genannt',
    rest: (n, shown) => (n === 1 ? '1 weitere' : `${shown} weitere`),
    legend:
      'Belegt: Der Preis beruht auf einem Header, einer Messung oder der veröffentlichten Regel, weil die Objekte gezählt wurden oder keine Rolle spielen. Angenommen, mindestens so viele: meist, weil niemand den Inhalt der Antwort gelesen hat oder ihre Objekte nicht zu erkennen waren. Fehlgeschlagen: mit 4xx oder 5xx beantwortet. Diese und die Aufrufe ohne Antwort ergeben alle Aufrufe; die mit unbekanntem Pfad, den der Preiskatalog nicht hat, sind darin enthalten.',
    folded: (n, shown) =>
      n === 1
        ? 'Von 1 Aufruf wurden Pfad und Funktion aus Platzmangel nicht behalten.'
        : `Von ${shown} Aufrufen wurden Pfad und Funktion aus Platzmangel nicht behalten.`,
  },
};
