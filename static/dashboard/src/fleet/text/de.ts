import type { FleetText } from './en';

const sitesOf = (n: number, shown: string): string => (n === 1 ? '1 Site' : `${shown} Sites`);

/** Dasselbe auf Deutsch. */
export const de: FleetText = {
  title: 'Points Gauge: Flotte',
  pages: { label: 'Seiten der Flotte', overview: 'Alle Sites', sites: 'Sites' },
  noSuchPage: 'Diese Seite gibt es nicht.',
  lead: 'Der stündliche Pool der App, den alle ihre Sites teilen, soweit sie sich melden.',
  unreachable: {
    title: 'points-gauge fleet antwortet nicht',
    body: 'Vielleicht wurde es beendet. Nichts ist verloren: Starten Sie es mit demselben Ordner oder derselben Datenbank neu, und es macht weiter.',
  },
  failed: 'Der Speicher hat nicht geantwortet',
  refused: 'Das lässt sich nicht zeigen',
  empty: {
    title: 'Noch keine Zeile der Messung gefunden',
    items: [
      'Eine Zeile druckt eine Site, deren App die Messung enthält, nach ihrem ersten gemessenen Aufruf.',
      'Gelesen wird sie, wo der Kunde die Protokolle mit dem Eigentümer der App teilt, etwa zwei Minuten nach dem Druck.',
      'Stimmt --environment? Eine Zeile der Entwicklung steht in keiner Zahl der Produktion.',
    ],
  },
  pool: {
    title: (product) => `${product}, diese Stunde`,
    all: (points, of) =>
      `Alle Sites zusammen verbrauchten in dieser Stunde etwa ${points} von ${of} Punkten.`,
    some: (sites, shown, points, of) =>
      `${sites === 1 ? 'Die eine Site, die sich in dieser Stunde meldete, verbrauchte' : `Die ${shown} Sites, die sich in dieser Stunde meldeten, verbrauchten`} etwa ${points} von ${of} Punkten.`,
    none: 'Noch keine Site hat eine Zeile dieser Stunde gedruckt.',
    between: (low, high) => `Zwischen ${low} und ${high}.`,
    othersUnknown:
      'Was die anderen Sites verbrauchen, ist nicht bekannt: Der Zähler wurde zu selten gesehen, um es zu sagen.',
    counter: (left, at, site) =>
      `Atlassians Zähler um ${at}, gesehen von ${site}: ${left} übrig für alle Sites.`,
    beta: 'Diese Grenze ist angekündigt und wird noch nicht durchgesetzt.',
    silent: 'Keine Site sah in dieser Stunde Atlassians Zähler: Er spricht erst ab etwa 80 % Verbrauch.',
    pace: (points, low, high, at) => `Geht es so weiter: etwa ${points} um ${at} (${low} bis ${high}).`,
    wallAt: (at) => `Auf dieser Linie ist der Pool um ${at} leer.`,
    noPace: 'Für ein Ende der Stunde ist es noch zu früh.',
    publishedQuota:
      'Das Kontingent ist das veröffentlichte von Tier 1: Keine Antwort dieser Stunde nannte es.',
    walls: (n, shown) =>
      n === 0
        ? 'Keine Stunde am Anschlag in den letzten 14 Tagen.'
        : n === 1
          ? '1 Stunde am Anschlag in den letzten 14 Tagen.'
          : `${shown} Stunden am Anschlag in den letzten 14 Tagen.`,
    asOf: (at) => `Zeilen bis ${at}`,
    gauge: {
      own: 'Sites, die sich melden, geschätzt',
      counted: 'Der Rest, nach Atlassians Zähler',
      corrected: 'Der Rest, wie frühere Stunden lehren',
    },
    bases: {
      counter: (share) =>
        `${share} davon von Atlassian gezählt, der Rest eine Annahme für die Minuten seither`,
      scaled: () =>
        'Schätzung, wie Atlassians Zähler sie in volleren Stunden der letzten zwei Wochen berichtigt',
      estimate: () => 'Schätzung der Messungen, unberichtigt',
    },
    figures: {
      share: 'Vom Pool',
      estimate: 'Von den Messungen geschätzt',
      requests: 'Aufrufe',
      refused: 'Abgewiesen',
      sites: 'Sites mit einer Zeile',
      walls: 'Stunden am Anschlag, 14 Tage',
    },
    advice: {
      unknown: 'Noch begrenzt nichts den ganzen Pool: Achten Sie auf die Sites, die sich melden.',
      fine: 'Nichts zu tun.',
      watch: 'Verschieben Sie, was warten kann, zuerst geplante Läufe der größten Sites.',
      near: 'Über 80 % sind verbraucht. Halten Sie zurück, was bis zur vollen Stunde warten kann.',
      exhausted:
        'Der Pool ist bis zur vollen Stunde für jede Site leer: Neue Versuche davor werden abgewiesen.',
      recovering: 'Die letzte Stunde lief leer. Beginnen Sie wartende Arbeit wieder in kleinen Schritten.',
    },
  },
  course: {
    title: 'Die letzten 24 Stunden',
    subtitle:
      'Punkte je Stunde der Sites, die sich melden, nach Weg, wie ihre Messungen sie schätzen; Stunden in UTC',
    label: (name) => `Punkte je Stunde von ${name} in den letzten 24 Stunden, nach Weg`,
    missing: 'Stunde noch nicht gelesen',
    missingHour: (hour) =>
      `${hour}: Die Zeilen sind noch nicht gelesen. Die Zahlen fehlen, sie sind nicht null.`,
    others: 'Der Rest, nach Atlassians Zähler',
    othersHour: (points) =>
      `Über die Schätzung hinaus: etwa ${points}, von Sites, die sich nicht melden, oder von anderen Preisen.`,
  },
  heat: {
    title: 'Die letzten 14 Tage, Stunde für Stunde',
    subtitle: 'Geschätzte Punkte; Tage und Stunden in UTC',
    label: (name) => `Punkte von ${name} nach Tag und Stunde`,
  },
  drivers: {
    title: 'Wer in dieser Stunde am meisten verbraucht',
    subtitle: 'Die Aufrufe eines Endpunkts durch eine Site auf einem Weg',
    none: 'Noch kein Aufruf in dieser Stunde.',
    others: 'andere Endpunkte',
  },
  endpoints: {
    title: 'Die teuersten Endpunkte aus 24 Stunden',
    none: 'Kein Aufruf in diesen Stunden.',
    table: 'Endpunkte dieser Site',
    siteTitle: 'Endpunkte der letzten 14 Tage',
    columns: {
      endpoint: 'Endpunkt',
      route: 'Weg',
      requests: 'Aufrufe',
      points: 'Punkte',
      share: 'Anteil',
      refused: 'Abgewiesen',
    },
  },
  walls: {
    title: 'Stunden am Anschlag',
    none: 'Der Pool lief in den letzten 14 Tagen nicht leer, soweit sie gelesen sind.',
    drawn: (points) => `${points} Punkte von allen Sites verbraucht`,
    refused: (n, shown) => (n === 1 ? '1 Aufruf dafür abgewiesen' : `${shown} Aufrufe dafür abgewiesen`),
    more: (n, shown) => (n === 1 ? 'und 1 frühere Stunde' : `und ${shown} frühere Stunden`),
    unknown: 'Wer verbraucht hat, ist nicht bekannt: Von dieser Stunde wurde keine Zeile gelesen.',
  },
  collection: {
    app: (app, environment) => `App ${app}, Umgebung ${environment}.`,
    title: 'Worauf diese Zahlen beruhen',
    heard: (n, shown, day) => `Gehört von ${sitesOf(n, shown)}, von ${day} am letzten Tag.`,
    blind:
      'Sites, deren App keine Messung enthält, und Sites, deren Kunde die Protokolle für sich behält, stehen in der Zahl keiner Site.',
    looked: (at) => `Die neuesten Zeilen wurden um ${at} gelesen; alle zwei Minuten wird nachgesehen.`,
    neverLooked: 'Die neuesten Zeilen werden zum ersten Mal gelesen.',
    progress: 'Von den letzten 14 Tagen gelesen',
    whole: 'Die letzten 14 Tage sind gelesen.',
    coming: (hours, at) =>
      `${hours} Stunden der Vergangenheit sind noch zu lesen, die neuesten zuerst; so schnell wie in den letzten Minuten ist es am ${at} getan.`,
    comingUnknown: (hours) =>
      `${hours} Stunden der Vergangenheit sind noch zu lesen, die neuesten zuerst; wie lange es dauert, ist noch nicht bekannt.`,
    trouble: 'Zurzeit lassen sich die Protokolle nicht lesen',
    versions: (list) => `Messungen des letzten Tages: ${list}.`,
    version: (version, sites, shown) => `${version} auf ${sitesOf(sites, shown)}`,
    unknownVersion: 'unbekannte Version',
  },
  sites: {
    title: 'Sites',
    lead: (n, shown) => `Gehört von ${sitesOf(n, shown)}; Schätzungen ihrer eigenen Messungen, unberichtigt.`,
    table: 'Sites',
    none: 'Noch von keiner Site gehört.',
    noneFound: 'Keine Site ist so.',
    search: 'Site suchen',
    period: 'Zeitraum',
    periods: { hour: 'Diese Stunde', day: '24 Stunden', twoWeeks: '14 Tage', month: '30 Tage' },
    state: 'Zeilen',
    anyState: 'Alle',
    edition: 'Edition',
    anyEdition: 'Alle',
    states: { now: 'In dieser Stunde', day: 'Am letzten Tag', silent: 'Stumm' },
    silent: (day) => `Stumm seit ${day}: in Ruhe, entfernt, oder die Protokolle werden nicht mehr geteilt`,
    notOfThisHour: 'Keine Zeile dieser Stunde',
    columns: {
      site: 'Site',
      share: 'Anteil',
      points: 'Punkte',
      requests: 'Aufrufe',
      refused: 'Abgewiesen',
      edition: 'Edition, Benutzer',
      peak: 'Vollste Stunde (UTC), 30 Tage',
      tier2: 'Tier 2 gäbe',
      gauge: 'Messung',
      heard: 'Gehört, von 24 Stunden',
    },
    editions: { free: 'Free', standard: 'Standard', premium: 'Premium', enterprise: 'Enterprise' },
    unknown: 'nicht bekannt',
    users: (n, shown) => (n === 1 ? '1 Benutzer' : `${shown} Benutzer`),
    notStated: 'Benutzer nicht angegeben',
    byLogs: 'laut Protokoll',
    peakShare: (share) => `die vollste Stunde ist ${share} davon`,
    export: 'Als CSV ausgeben',
  },
  site: {
    back: 'Alle Sites der App',
    share: 'Punkte, 14 Tage',
    peak: 'Vollste Stunde, 30 Tage',
    tier2: 'Tier 2 gäbe, je Stunde',
    tier2Unknown:
      'braucht die Edition und die Zahl der Benutzer, die ein Administrator der Site in den Einstellungen angibt',
    edition: 'Edition, Benutzer',
    gauge: 'Messung',
    app: 'App-Version',
    licence: 'Lizenz',
    seen: 'Gehört',
    seenBetween: (first, last) => `${first} bis ${last}`,
    heard: (hours) => `Zeilen aus ${hours} der letzten 24 Stunden`,
    facts: 'Diese Site',
    course: 'Die letzten 24 Stunden dieser Site',
    unnamed: 'Keine gelesene Zeile nennt die Adresse dieser Site.',
  },
};
