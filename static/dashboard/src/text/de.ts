import { deAdminLog } from './de-admin-log';
import { deBooks } from './de-books';
import { deCheck } from './de-check';
import { deCoverage } from './de-coverage';
import { deEndpoints } from './de-endpoints';
import { deHeat } from './de-heat';
import { deLimits } from './de-limits';
import { dePool } from './de-pool';
import { deRecord } from './de-record';
import { dePrices } from './de-prices';
import { deReports } from './de-reports';
import { deRouting } from './de-routing';
import { deSettings } from './de-settings';
import { deSources } from './de-sources';
import { deVerdict } from './de-verdict';
import { deWarnings } from './de-warnings';
import { deWorkItem } from './de-work-item';
import type { Text } from './en';

/** Every word of the page, in German. Its type is the English catalogue: a text that is missing here does not compile. */
export const de: Text = {
  pages: {
    overview: 'API-Punkte',
    endpoints: 'Endpunkte',
    routing: 'Wege',
    limits: 'Limits',
    reports: 'Berichte',
    settings: 'Einstellungen',
  },
  reports: deReports,
  ...deRecord,
  routing: deRouting,
  pageBar: { label: 'Seiten von Points Gauge', overview: 'Übersicht' },
  noSuchPage: 'Diese Seite gibt es nicht.',
  backToOverview: 'Zurück zur Übersicht',
  ...dePool,
  verdict: deVerdict,
  showAll: (n) => `Alle ${n} zeigen`,
  ...deWarnings,
  ...deWorkItem,
  adminLog: deAdminLog,
  ...deCheck,
  ...deCoverage,
  unknownFigure: 'unbekannt',
  day: {
    title: 'Die letzten 24 Stunden',
    subtitle: 'Punkte je Stunde nach Weg, Stunden in UTC',
    chart: (pool) => `Punkte je Stunde von ${pool} in den letzten 24 Stunden, nach Weg`,
    keys: 'Die Pfeiltasten gehen durch die Stunden.',
    showTable: 'Als Tabelle',
    showChart: 'Als Diagramm',
    pools: 'Kontingent',
    limit: (quota) => `Limit ${quota}`,
    near: '80 %',
    offScale: (quota) => `Das Limit von ${quota} liegt über dieser Skala.`,
    now: 'jetzt',
    throttled: 'Mit 429 abgewiesene Aufrufe',
    missing: 'Stunde nicht lesbar',
    others: 'Andere, nach Atlassians Zähler',
    columns: {
      hour: 'Stunde (UTC)',
      requests: 'Aufrufe',
      points: 'Punkte',
      range: 'Spanne',
      throttles: '429',
    },
    hour: {
      missing: (hour) =>
        `${hour}: Der Speicher konnte diese Stunde nicht liefern. Ihre Zahlen fehlen, sie sind nicht null.`,
      empty: (hour) => `${hour}: kein Aufruf.`,
      spent: (hour, points, requests) => `${hour}: ${points} Punkte mit ${requests} Aufrufen.`,
      soFar: (hour, points, requests) => `${hour}, bisher: ${points} Punkte mit ${requests} Aufrufen.`,
      range: (low, high) => `Zwischen ${low} und ${high}.`,
      routes: (list) => `Nach Weg: ${list}.`,
      reading: (used, at) => `Atlassians Zähler stand um ${at} bei ${used} Punkten.`,
      others: (points) => `Andere oder hier nicht gemessene Aufrufe: etwa ${points}.`,
      throttles: (n, shown) =>
        n === 1 ? '1 Aufruf wurde abgewiesen.' : `${shown} Aufrufe wurden abgewiesen.`,
    },
  },
  routes: {
    'forge.asApp': 'asApp',
    'forge.asUser': 'asUser',
    'forge.asUserOffline': 'asUser offline',
    'forge.bridge': 'Bridge im Browser',
    'forge.remote': 'Forge Remote',
    'connect.jwt': 'Connect JWT',
    'connect.impersonation': 'Connect als Person',
    'connect.apRequest': 'AP.request',
    'oauth.3lo': 'OAuth 3LO',
    apiToken: 'API-Token',
    anonymous: 'Anonym',
  },
  products: {
    jira: 'Jira',
    confluence: 'Confluence',
    bitbucket: 'Bitbucket',
    graphql: 'GraphQL',
    backlog: 'Backlog',
    oneStack: 'One Stack',
  },
  bases: { header: 'Header', measured: 'Gemessen', documented: 'Dokumentiert', assumed: 'Angenommen' },
  top: {
    title: 'Teuerste Endpunkte',
    all: 'Alle Endpunkte',
    none: 'Kein Aufruf in diesen Stunden.',
  },
  throttles: {
    title: 'Abgewiesene Aufrufe der letzten 24 Stunden',
    none: 'Kein Aufruf wurde abgewiesen.',
    line: (call, route, why) => `${call} als ${route}: ${why}`,
    refusedBy: (limit) => `abgewiesen durch ${limit}`,
    servedDespite: (limit) => `beantwortet; nach der Durchsetzung abgewiesen durch ${limit}`,
    refused: (n, calls, limit) => `${n === 1 ? '1 Aufruf' : `${calls} Aufrufe`} abgewiesen durch ${limit}`,
    served: (n, calls, limit) =>
      `${n === 1 ? '1 Aufruf' : `${calls} Aufrufe`} beantwortet; nach der Durchsetzung abgewiesen durch ${limit}`,
    last: (at) => `, zuletzt ${at}`,
    retry: (at) => ` Nächster Versuch ab ${at}.`,
    further: (n, calls) => (n === 1 ? 'Und 1 weiterer Aufruf.' : `Und ${calls} weitere Aufrufe.`),
    reasons: {
      quotaGlobal: 'das Stundenkontingent aller Sites',
      quotaTenant: 'das Stundenkontingent dieser Site',
      burst: 'das Burst-Limit',
      perIssueWrite: 'das Schreiblimit eines Vorgangs',
      costBudget: 'ein Kostenbudget',
      concurrency: 'das Limit gleichzeitiger Aufrufe',
      gateway: 'das Gateway',
      other: 'ein unbenanntes Limit',
    },
  },
  blind: {
    title: 'Was diese Seite nicht sehen kann',
    items: [
      'Was die App auf anderen Sites verbraucht: Nichts im Speicher von Forge geht von einer Site zur anderen.',
      'Andere Apps: Jede hat ihr eigenes Kontingent.',
      'Aufrufe dieser App, die an der Messung vorbeigehen.',
      'Den Anteil anderer Sites unter 80 %: Bis dahin schweigen Atlassians Header.',
    ],
  },
  ...deBooks,
  ...deEndpoints,
  ...deHeat,
  ...deLimits,
  ...dePrices,
  ...deSettings,
  ...deSources,
  metering: {
    off: 'Die Messung ist aus: Aufrufe werden nicht aufgeschrieben. Schalten Sie sie in den Einstellungen ein.',
    offByEnvironment:
      'Die Messung ist durch eine Umgebungsvariable der App ausgeschaltet: Aufrufe werden nicht aufgeschrieben.',
  },
  totalsOnly: {
    title: 'Nur Summen',
    body: 'Das Produkt konnte nicht sagen, wer fragt; deshalb bleiben Endpunkte, Abweisungen und Einstellungen geschlossen. Versuchen Sie es später wieder.',
    poolBody: (at) =>
      `Die App hat ihr Kontingent an API-Punkten verbraucht; deshalb sagt das Produkt nicht, wer fragt. Endpunkte, Abweisungen und Einstellungen bleiben bis ${at} geschlossen; wer in den letzten vier Tagen als Administrator erkannt wurde, sieht sie jetzt schon.`,
    closed: 'Nicht gezeigt: Jetzt sind nur Summen offen.',
  },
  empty: {
    title: 'Noch ist nichts aufgezeichnet',
    ownOnly: [
      'Um eine App zu messen, bauen Sie die Anzeige in sie ein oder lassen Sie ihr Backend hierher melden.',
      'Um die Aufrufe der Anzeige selbst zu sehen, schalten Sie in den Einstellungen die Sonde ein; dort steht zuerst, was sie kostet.',
    ],
    embedded: [
      'Benutzen Sie die App einmal: Der erste gemessene Aufruf erscheint hier binnen einer Minute.',
      'Kommt nichts, prüfen Sie, ob die Funktionen mit der Anzeige umhüllt sind und die Messung eingeschaltet ist.',
    ],
    settings: 'Einstellungen öffnen',
  },
  loading: 'Lädt',
  readAt: (time) => `Gelesen um ${time}`,
  everyHalfMinute: 'alle 30 s erneuert',
  refresh: 'Aktualisieren',
  stale: (time) => `Aktualisieren ging nicht; die Zahlen sind die von ${time}.`,
  retry: 'Noch einmal versuchen',
  retryFrom: (time) => `Versuchen Sie es ab ${time} wieder.`,
  errors: {
    notAdmin: {
      title: 'Nur Administratoren können diese Seite öffnen',
      body: 'Bitten Sie einen Administrator dieser Site, sie zu öffnen oder Sie dazu zu machen.',
    },
    cannotVerify: {
      title: 'Im Augenblick kann niemand eingelassen werden',
      body: 'Das Produkt hat nicht gesagt, ob Sie Administrator sind.',
    },
    poolEmpty: {
      title: 'Das Kontingent der App an API-Punkten ist leer',
      body: 'Bis es wieder gefüllt ist, beantwortet das Produkt der App keine Frage, also auch nicht, ob Sie Administrator sind. Wer in den letzten vier Tagen als einer erkannt wurde, sieht weiter alle Zahlen; was etwas ändert, wartet auf das Produkt. Geändert wurde nichts.',
    },
    changedMeanwhile: {
      title: 'Inzwischen geändert',
      body: 'Ein anderer Administrator hat dasselbe zur gleichen Zeit geändert. Von Ihrer Änderung wurde nichts gespeichert. Die Seite zeigt jetzt, was gilt; sehen Sie nach und ändern Sie es dann noch einmal.',
    },
    badRequest: {
      title: 'Die App hat die Anfrage nicht verstanden',
      body: 'Laden Sie die Seite neu; vielleicht ist sie älter als die App.',
    },
    storage: { title: 'Der Speicher hat nicht geantwortet', body: 'Verloren ging nichts.' },
    cannotDo: { title: 'Das ging nicht', body: 'Geändert wurde nichts.' },
    internal: {
      title: 'In der App ging etwas schief',
      body: 'Die Zahlen waren nicht lesbar. Die Messung läuft weiter.',
    },
  },
  unreachableBody:
    'Es ging nichts verloren. Falls Atlassian gefragt hat, ob die App für Sie handeln darf, stimmen Sie dort zu und versuchen Sie es noch einmal.',
  unreachable: 'Die App hat nicht geantwortet.',
  strangeAnswer: 'Diese Antwort versteht die Seite nicht. Laden Sie die Seite neu.',
};
