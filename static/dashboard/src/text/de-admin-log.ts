import type { enAdminLog } from './en-admin-log';

export const deAdminLog: typeof enAdminLog = {
  title: 'Was Administratoren getan haben',
  subtitle:
    'Die letzten 100 Änderungen, Zeiten in UTC. Niemand wird genannt: Die App bewahrt kein Konto, nur einen Hash mit Schlüssel.',
  none: 'Noch hat niemand etwas geändert.',
  columns: { at: 'Zeit (UTC)', by: 'Wer', what: 'Was', about: 'Woran' },
  by: { you: 'Sie', another: 'Ein anderer Administrator' },
  failed: (what) => `${what} (gelang nicht)`,
  what: {
    settings: 'Einstellungen geändert',
    makeSource: 'Quelle angelegt',
    rotateSource: 'Geheimnis ersetzt',
    revokeSource: 'Quelle widerrufen',
    adoptPrices: 'Gemessene Preise übernommen',
    resetPrices: 'Preise zurückgenommen',
    pinPrices: 'Preise festgehalten',
    unpinPrices: 'Preise freigegeben',
    undoPrices: 'Frühere Preise wieder in Kraft gesetzt',
    autoPrices: 'Übernahme von Preisen von selbst eingeschaltet',
    askPrices: 'Übernahme von Preisen Administratoren vorbehalten',
    export: 'Konto exportiert',
    import: 'Konto importiert',
    delete: 'Alle aufgezeichneten Daten gelöscht',
    keepMonths: 'Nachweise der Monate umgeschaltet',
    deleteMonth: 'Nachweis eines Monats gelöscht',
    noteAdvice: 'Liste befolgter Ratschläge geändert',
    experiment: 'Experiment begonnen',
  },
};
