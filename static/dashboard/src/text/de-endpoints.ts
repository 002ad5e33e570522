import type { enEndpoints } from './en-endpoints';

/** German: the subpage Endpoints. */
export const deEndpoints: typeof enEndpoints = {
  endpoints: {
    table: 'Tabelle der Endpunkte',
    subtitle: (from, to, zone) => `Von ${from} bis ${to} ${zone}`,
    utc: 'UTC',
    local: 'Ortszeit',
    zone: 'Zeiten',
    period: 'Zeitraum',
    periods: { '1h': 'Diese Stunde', '24h': '24 Std.', '7d': '7 Tage', '30d': '30 Tage' },
    own: 'Eigener Zeitraum',
    from: 'Von (UTC-Tag)',
    to: 'Bis (UTC-Tag)',
    apply: 'Anzeigen',
    badPeriod: (days) => `Wählen Sie bis zu ${days} Tage, den ersten vor dem letzten, keinen in der Zukunft.`,
    product: 'Produkt',
    route: 'Weg',
    trigger: 'Auslöser',
    all: 'Alle',
    triggers: {
      person: 'Eine Person',
      schedule: 'Ein Zeitplan',
      event: 'Ein Ereignis',
      external: 'Ein fremdes System',
      unknown: 'Nicht bekannt',
    },
    filter: 'Nach Methode, Pfad, Produkt oder Weg filtern',
    shown: (n, all) => `${n} von ${all} Endpunkten`,
    showRanges: 'Spannen zeigen',
    hideRanges: 'Spannen ausblenden',
    none: 'Kein Endpunkt passt zum Filter.',
    folded: (n, shown) =>
      n === 1
        ? 'Etwa 1 Endpunkt mit geringen Kosten ist als {other} zusammengefasst: Für ihn allein war kein Platz.'
        : `Etwa ${shown} Endpunkte mit geringen Kosten sind als {other} zusammengefasst: Für jeden einzeln war kein Platz.`,
    missing: (n, shown) =>
      n === 1
        ? 'Der Speicher konnte 1 Teil dieses Zeitraums nicht liefern; seine Zahlen fehlen, sie sind nicht null.'
        : `Der Speicher konnte ${shown} Teile dieses Zeitraums nicht liefern; ihre Zahlen fehlen, sie sind nicht null.`,
    columns: {
      endpoint: 'Endpunkt',
      requests: 'Aufrufe',
      points: 'Punkte',
      each: 'Punkte je Aufruf',
      share: 'Anteil',
      throttles: '429',
      p50: 'p50',
      p95: 'p95',
      basis: 'Grundlage',
      trend: 'Verlauf',
    },
    atMost: (ms) => `≤ ${ms}`,
    details: 'Einzelheiten',
    detailsOf: (name) => `Einzelheiten zu ${name}`,
    trend: {
      rising: (share) => `${share} mehr`,
      falling: (share) => `${share} weniger`,
      steady: 'gleich',
      unknown: 'zu wenige Zahlen',
    },
    rows: (from, to, all) => `${from} bis ${to} von ${all}`,
    previous: 'Zurück',
    next: 'Weiter',
    pager: 'Seiten der Tabelle',
  },
  detail: {
    close: 'Schließen',
    chart: (name) => `Punkte von ${name} im Zeitraum`,
    course: { hour: 'Punkte je Stunde', day: 'Punkte je Tag' },
    when: 'Wann',
    step: (when, points) => `${when}: ${points} Punkte.`,
    stepMissing: (when) => `${when}: nicht lesbar; fehlt, ist nicht null.`,
    noCalls: 'In diesem Zeitraum ging keiner der gewählten Aufrufe an diesen Endpunkt.',
    advice: 'Was Punkte sparen würde',
    noAdvice: 'Nichts an diesen Aufrufen spricht für eine Änderung.',
    advices: {
      bridge: (calls) =>
        `Lesen Sie über die Bridge im Browser, worauf eine Person wartet; sie kostet nichts (${calls} Aufrufe).`,
      webhook: (calls) =>
        `Lassen Sie sich Änderungen durch ein Ereignis melden, statt nach Zeitplan zu fragen (${calls} Aufrufe).`,
      fewerObjects: (calls) =>
        `Fragen Sie nach weniger Objekten: eine kleinere Seite oder nur das Geänderte (${calls} Aufrufe). Einen Punkt kostet jeder Aufruf ohnehin.`,
      spread: (calls) => `Verteilen Sie die Aufrufe: ${calls} wurden abgewiesen.`,
      askFirst: (calls) =>
        `Klären Sie, warum ${calls} Aufrufe mit 4xx beantwortet wurden: Jeder kostet einen Punkt und bringt nichts.`,
    },
    saves: (points) => `Spart bis zu etwa ${points} Punkte am Tag.`,
    callers: 'Wer aufruft, und warum',
    columns: { route: 'Weg', trigger: 'Auslöser', tag: 'Funktion', requests: 'Aufrufe', points: 'Punkte' },
    noTag: 'keine genannt',
    answers: 'Wie geantwortet wurde',
    statuses: { none: 'keine Antwort', '1': '1xx', '2': '2xx', '3': '3xx', '4': '4xx', '5': '5xx' },
    beta: 'beantwortet; nach der Durchsetzung abgewiesen',
    latency: 'Wie lange es dauerte',
    atMost: (ms, calls) => `bis ${ms}: ${calls}`,
    longer: (calls) => `länger: ${calls}`,
    burst: (left, of) => `Geringster Platz im Burst-Eimer: ${left} von ${of} Aufrufen.`,
    burstOf: (left) => `Geringster Platz im Burst-Eimer: ${left} Aufrufe.`,
  },
};
