import type { enPrices } from './en-prices';

export const dePrices: typeof enPrices = {
  prices: {
    title: 'Gemessene Preise',
    lead: (n, pairs) =>
      n === 1
        ? 'Gemessen an 1 Paar von Ablesungen von Atlassians Zähler in den letzten 48 Stunden.'
        : `Gemessen an ${pairs} Paaren von Ablesungen von Atlassians Zähler in den letzten 48 Stunden.`,
    none: 'Noch ist nichts gemessen: Wie viele Punkte übrig sind, sagt Atlassian erst ab etwa 80 % des Stundenvorrats.',
    rule: 'Übernommen werden nur Preise ab 5 Aufrufen: alle gemeinsam, sobald sie 80 % dessen ausmachen, was alle Aufrufe kosten, und die Hälfte ihrer 95-%-Intervalle höchstens 15 % davon beträgt; sonst jeder, der für sich sicher ist (ab 30 Aufrufen und mit einem Intervall von höchstens 20 % oder 1,5 Punkten), und jeder, der dem veröffentlichten Preis widerspricht. Von da an wird mit ihnen gebucht; was gebucht ist, bleibt.',
    mode: {
      auto: 'Sichere Preise werden jede Stunde von selbst übernommen. Festgehaltene bleiben, wie sie sind.',
      ask: 'Preise werden nur übernommen, wenn ein Administrator es tut.',
    },
    switchTo: { auto: 'Von selbst übernehmen', ask: 'Lieber mich fragen' },
    pin: 'Preis festhalten',
    unpin: 'Freigeben',
    undo: 'Rückgängig',
    moves: 'Wie sich Preise änderten, Neuestes zuerst:',
    move: (at, name, from, to) => `${at}: ${name} von ${from} auf ${to} Punkte.`,
    byItself: 'Von selbst.',
    byPerson: 'Durch einen Administrator.',
    movedFar: (n, names) =>
      n === 1
        ? `In der letzten Woche änderte sich 1 Preis um mehr als 10 %: ${names}.`
        : `In der letzten Woche änderten sich ${n} Preise um mehr als 10 %, darunter: ${names}.`,
    correction: (factor, low, high) =>
      `Aufrufe gemessener Endpunkte kosten das ${factor}-Fache des Gebuchten (95 %: ${low} bis ${high}).`,
    held: (hours, of) =>
      `Das Band enthielt die Kosten der Aufrufe in ${hours} der letzten ${of} Stunden, in denen der Zähler sprach (95 % sind zugesagt).`,
    /** The band is so wide that the figure would be noise. */
    notKnownYet: 'noch nicht bekannt',
    columns: {
      endpoint: 'Endpunkt',
      calls: 'Gemessene Aufrufe',
      cost: 'Punkte je Aufruf (95 %)',
      booked: 'Gebucht mit',
      action: 'Preis',
    },
    cost: (likely, low, high) => `${likely} (${low} bis ${high})`,
    adopt: 'Gemessenen Preis nehmen',
    again: 'Neu messen',
    adoptAll: (n, shown) =>
      n === 1 ? 'Den 1 sicheren Preis nehmen' : `Alle ${shown} sicheren Preise nehmen`,
    reset: 'Zurück zum Katalog',
    unsure: 'Noch nicht sicher genug',
    inForce: (base, object, day) => `Gilt seit ${day}: ${base} je Aufruf und ${object} je Objekt.`,
    share:
      'Die Datei hat das Format des Katalogs und enthält von dieser Site nur, was Aufrufe kosten: Andere können ihre Aufrufe danach bepreisen (points-gauge costs --prices).',
    download: 'Gemessene Preise herunterladen',
    done: {
      adopt:
        'Aufrufe werden von jetzt an mit dem gemessenen Preis gebucht. Laufende Prozesse erfahren es binnen 15 Minuten.',
      reset:
        'Aufrufe werden wieder mit dem Preis des Katalogs gebucht. Laufende Prozesse erfahren es binnen 15 Minuten.',
      pin: 'Der Preis bleibt, wie er ist, bis Sie ihn freigeben.',
      unpin: 'Der Preis folgt wieder dem, was gemessen wird.',
      undo: 'Der Preis davor gilt wieder und ist festgehalten. Laufende Prozesse erfahren es binnen 15 Minuten.',
      auto: 'Sichere Preise werden von der nächsten vollen Stunde an von selbst übernommen.',
      ask: 'Von jetzt an übernimmt nur ein Administrator Preise.',
    },
  },
  gaps: {
    title: 'Unsere Schätzung und Atlassians Zähler',
    lead: 'Für jede der letzten 24 Stunden, in der Atlassian sagte, wie viele Punkte übrig waren.',
    none: 'In den letzten 24 Stunden schwieg Atlassians Zähler: Der Verbrauch blieb unter etwa 80 %.',
    noneNamed:
      'In den letzten 24 Stunden hat keine Antwort das Kontingent genannt, also gibt es keinen Zähler zum Vergleich.',
    noneFull: (hour) =>
      `Atlassians Zähler hat keine Zahl zum Vergleich genannt, doch das Kontingent war voll, zuletzt in der Stunde ${hour}.`,
    columns: {
      hour: 'Stunde (UTC)',
      own: 'Unsere Schätzung',
      counter: 'Atlassians Zähler',
      gap: 'Lücke',
      why: 'Andere oder unsere Preise',
    },
    counter: (points, at) => `${points} um ${at}`,
    why: {
      none: () => 'Keine nennenswerte Lücke.',
      prices: () =>
        'Sicher unsere Preise: Der Zähler sagt weniger als wir, und andere können nur hinzukommen.',
      others: (low, high, sure) =>
        `${sure} andere: Sie zogen ${low} bis ${high} davon; mehr erklären unsere Preise nicht.`,
      mostlyPrices: (low, high, sure) => `${sure} unsere Preise: Andere zogen ${low} bis ${high} davon.`,
      open: (low, high) =>
        `Nicht zu sagen: Andere zogen zwischen ${low} und ${high} davon, der Rest sind unsere Preise.`,
    },
    likely: 'Wahrscheinlich',
    almostCertain: 'Fast sicher',
    because: {
      measured: (share) => `${share} unserer Punkte haben gemessene Preise.`,
      range: 'Kein Preis ist gemessen: Das beruht auf der Spanne der veröffentlichten Regel.',
    },
    slots: (parts) => `Andere in je fünf Minuten: ${parts}.`,
    tier1: 'Andere sind alle anderen Sites der App und nicht gemessene Aufrufe dieser Site.',
  },
};
