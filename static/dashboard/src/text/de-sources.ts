import type { enSources } from './en-sources';

/** German: the reporting sources on the subpage Settings. */
export const deSources: typeof enSources = {
  sources: {
    title: 'Meldende Quellen',
    lead: 'Backends außerhalb von Forge (Connect, OAuth 2.0, Skripte) melden ihre Aufrufe hierher, signiert. Jede Quelle hat ein eigenes Kontingent: ihre App, ihre Umgebung und das aufgerufene Produkt.',
    none: 'Noch meldet kein Backend hierher.',
    app: 'Name der App',
    environment: 'Umgebung',
    lastReport: 'Letzte Meldung',
    never: 'nie',
    taken: 'Angenommene Pakete',
    refused: 'Abgewiesene Pakete',
    calls: 'Aufrufe',
    dropped: 'Verlorene Aufrufe',
    bad: 'Nicht angenommene Aufrufe',
    faults: {
      entry: (n) => `${n} kein Objekt`,
      time: (n) => `${n} aus einer anderen Zeit`,
      at: (n) => `${n} ohne Zeit`,
      product: (n) => `${n} unbekanntes Produkt`,
      route: (n) => `${n} unbekannter Weg`,
      method: (n) => `${n} unbekannte Methode`,
      path: (n) => `${n} ohne Pfad`,
      status: (n) => `${n} kein HTTP-Status`,
      ms: (n) => `${n} keine Dauer`,
      trigger: (n) => `${n} unbekannter Auslöser (ohne ihn angenommen)`,
      tag: (n) => `${n} unpassende Funktion (ohne sie angenommen)`,
      objects: (n) => `${n} keine Zahl der Objekte (ohne sie angenommen)`,
      points: (n) => `${n} keine Punkte (ohne sie angenommen)`,
      headers: (n) => `${n} unpassende Header (ohne sie angenommen)`,
      operation: (n) => `${n} unpassender Vorgang`,
    },
    clockFast: (time) => `Ihre Uhr geht ${time} vor.`,
    clockSlow: (time) => `Ihre Uhr geht ${time} nach.`,
    copies: (list) =>
      `Heißt wie die Kopie einer App (wegen eines Wortes wie Kopie, Klon oder Fork): ${list}. Wegen des Namens wird nichts zusammengezählt. Ist es eine, teilt sie sich mit dem Original ein Kontingent: Auf Ihr Wort zählt points-gauge merge --same-pool --copy "Name" beide als einen Pool.`,
    actions: 'Ändern',
    action: { rotate: 'Geheimnis ersetzen', revoke: 'Widerrufen' },
    make: 'Quelle anlegen',
    appRule: 'Buchstaben, Ziffern, Leerzeichen, „.“, „_“ und „-“, höchstens 40; nicht „own“.',
    environmentRule: 'Ein Wort aus höchstens 20 Buchstaben, Ziffern, „_“ oder „-“, etwa PRODUCTION.',
    full: (most) =>
      `Es gibt ${most} Quellen, mehr gehen nicht. Widerrufen Sie eine, die niemand mehr braucht.`,
    address: 'Adresse für Meldungen',
    noAddress: 'Forge hat die Adresse für Meldungen gerade nicht genannt. Laden Sie die Seite neu.',
    protocol:
      'Für Node gibt es points-gauge/node; das Protokoll für alle anderen Sprachen steht in docs/ingest.md des Projekts. Die Zahlen sind die der letzten 30 Tage, bis zu einer Minute alt.',
    unsigned: (list) =>
      `Außerdem kamen in den letzten 30 Tagen Anfragen, die keine Quelle signiert hatte: ${list}.`,
    secretTitle: (app) => `Das Geheimnis von ${app}`,
    secretOnce:
      'Bringen Sie es jetzt zum Backend. Es wird nur dieses eine Mal gezeigt und ist danach nicht mehr zu lesen, nur zu ersetzen.',
    id: 'Quelle',
    secret: 'Geheimnis',
    kept: 'Ich habe es',
    copy: 'Kopieren',
    copyOf: (label) => `Kopieren: ${label}`,
    copied: 'Kopiert.',
    notCopied: 'Markiert: Kopieren Sie es mit der Tastatur.',
    done: {
      make: 'Die Quelle ist angelegt.',
      rotate: 'Das Geheimnis ist ersetzt. Das bisherige gilt noch 24 Stunden.',
      revoke: 'Die Quelle ist widerrufen. Von ihr wird nichts mehr angenommen.',
    },
    sure: {
      rotate: (app, environment) => `Das Geheimnis von ${app}, ${environment} ersetzen?`,
      revoke: (app, environment) => `${app}, ${environment} widerrufen?`,
    },
    sureBody: {
      rotate:
        'Ein neues Geheimnis entsteht und wird einmal gezeigt. Das jetzige gilt noch 24 Stunden, damit das neue zu jedem Prozess gebracht werden kann.',
      revoke:
        'Von diesem Augenblick an werden ihre Meldungen abgewiesen, und ihr Geheimnis wird gelöscht. Was sie gemeldet hat, bleibt in der Aufzeichnung.',
    },
    answers: {
      counted: (n) => `${n} gezählt`,
      alreadyCounted: (n) => `${n} wiederholt`,
      meteringOff: (n) => `${n} bei ausgeschalteter Messung`,
      notPost: (n) => `${n} nicht als POST`,
      tooLarge: (n) => `${n} zu groß`,
      notSigned: (n) => `${n} falsch signiert`,
      wrongClock: (n) => `${n} mit falscher Uhr`,
      malformed: (n) => `${n} fehlerhaft`,
      changed: (n) => `${n} nach dem Senden geändert`,
      expired: (n) => `${n} zu alt`,
      tooMany: (n) => `${n} zu viele in einer Minute`,
      later: (n) => `${n} auf später verschoben`,
    },
  },
};
