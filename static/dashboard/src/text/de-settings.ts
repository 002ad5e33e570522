import type { enSettings } from './en-settings';

/** German: the subpage Settings. */
export const deSettings: typeof enSettings = {
  settings: {
    title: 'Was gemessen wird',
    metering: 'Messung',
    meteringHint:
      'Schreibt auf, was jeder Aufruf der App kostet. Ein Schreibvorgang im Speicher am Ende eines Funktionsaufrufs.',
    byEnvironment:
      'Durch eine Umgebungsvariable der App ausgeschaltet; nur ihre Entwickler können sie einschalten.',
    probe: 'Sonde',
    probeHint: (calls, points) =>
      `Liest Atlassians Header, auch wenn die App ruht: ${calls} in der Stunde, etwa ${points} je Stunde.`,
    calls: (n, shown) => (n === 1 ? '1 Aufruf' : `${shown} Aufrufe`),
    points: (n, shown) => (n === 1 ? '1 Punkt' : `${shown} Punkte`),
    pointsBetween: (low, high) => `${low} bis ${high} Punkte`,
    confirmProbe: 'Die Sonde einschalten?',
    confirmProbeBody: (calls, points) =>
      `Die Sonde macht ${calls} in der Stunde. Das kostet ${points} je Stunde aus demselben Kontingent, von dem die App lebt.`,
    confirmProbeGain:
      'Dafür kennt die Seite die Stufe, die Durchsetzung und über 80 % den Stand auch in ruhigen Stunden.',
    turnProbeOn: 'Sonde einschalten',
    confirmOff: 'Die Messung ausschalten?',
    confirmOffBody:
      'Von da an wird kein Aufruf aufgeschrieben, und die Seite zeigt diese Stunden als leer. Gelöscht wird nichts.',
    turnOff: 'Messung ausschalten',
    cancel: 'Abbrechen',
    saved: 'Gespeichert.',
    app: {
      title: 'Die App und diese Site',
      proven: (pool, tier, at) => `${pool}: ${tier} Gesehen um ${at}.`,
      provenTitle: 'Wie es die Header belegen',
      notProven: (pool) => `${pool}: Noch keine Antwort hat das Kontingent genannt.`,
      noPool: 'Noch wurde kein Aufruf gemessen.',
      statedTitle: 'Wie Sie es angeben',
      tier: 'Stufe',
      tiers: { 1: 'Stufe 1', 2: 'Stufe 2' },
      edition: 'Edition dieser Site',
      editions: { free: 'Free', standard: 'Standard', premium: 'Premium', enterprise: 'Enterprise' },
      users: 'Personen auf dieser Site',
      notStated: 'Keine Angabe',
      quota: (points) => `Auf Stufe 2 wäre das eigene Kontingent dieser Site ${points} Punkte je Stunde.`,
      noQuota: 'Geben Sie Edition und Personen an, um zu sehen, was Stufe 2 dieser Site gäbe.',
      conflict: (stated, proven) =>
        `Sie geben ${stated} an, die Header belegen ${proven}. Durchgesetzt wird, was die Header sagen.`,
    },
    warn: {
      title: 'Warnung und Aufbewahrung',
      near: 'Ein Kontingent nahe am Limit nennen ab (Prozent)',
      nearHint:
        'Ab 80 % sprechen Atlassians Header selbst; darunter ist nur bekannt, was diese Site verbraucht hat.',
      hourDays: 'Stunden aufbewahren (Tage)',
      dayDays: 'Tage aufbewahren (Tage)',
      keepHint:
        'Älteres löscht der nächste stündliche Lauf. Tage bleiben nach ihren Stunden, viel kleiner als sie.',
      range: (low, high) => `Eine ganze Zahl von ${low} bis ${high}.`,
    },
    save: 'Speichern',
    account: {
      title: 'Die Aufzeichnung als Ganzes',
      export: 'Ausgeben',
      exportHint:
        'Alles Aufgezeichnete als Datei aus JSON-Zeilen. Keine Konto-ID, kein Vorgangsschlüssel und kein Abfragewert steht darin.',
      import: 'Einlesen',
      importHint:
        'Nimmt eine Ausgabe jeder Größe in eine Installation auf, die keine eigene Aufzeichnung hat. Was hier aufgezeichnet ist, muss vorher gelöscht werden.',
      choose: 'Einzulesende Datei',
      exporting: (size) => `Bisher ausgegeben: ${size}.`,
      importing: (sent, all) => `Bisher eingelesen: Teil ${sent} von ${all}. Lassen Sie diese Seite offen.`,
      imported: (hours, days, records, leftOut) =>
        `Eingelesen: ${hours} Stunden, ${days} Tage, ${records} Einträge. Ausgelassen: ${leftOut} Zeilen.`,
      exported: (lines) => `Ausgegeben: ${lines} Zeilen.`,
      delete: 'Alles Aufgezeichnete löschen …',
      deleted: 'Alles Aufgezeichnete ist gelöscht.',
      first: 'Alles löschen, was aufgezeichnet wurde?',
      goes: 'Das geht für immer: alle Stunden und Tage, wartende Einträge, beiseitegelegte Werte, Meldungen von Sicherungen. Was ausgegeben wurde, bleibt bei Ihnen.',
      stays:
        'Das bleibt: die Einstellungen dieser Seite, meldende Quellen und ihre Schlüssel. Aufrufe von jetzt an werden neu aufgezeichnet.',
      goOn: 'Weiter',
      second: 'Wirklich alles löschen?',
      noWay: 'Es gibt keinen Weg zurück. Bücher und Berichte dieser Site beginnen wieder bei null.',
      really: 'Alles löschen',
    },
    versions: 'Versionen',
    appVersion: 'App',
    schemaVersion: 'Speicherschema',
  },
};
