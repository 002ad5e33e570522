import type { enExperiment } from './en-experiment';

/** German: the experiment on the subpage Routing. */
export const deExperiment: typeof enExperiment = {
  title: 'Experiment: derselbe Lesezugriff auf drei Wegen',
  subtitle:
    'Jeder Lesezugriff läuft abwechselnd über asApp, asUser und die Browser-Bridge, je eine Sekunde auseinander. Nichts wird geschrieben, nichts wiederholt.',
  reads: 'Lesezugriffe zum Vergleichen',
  read: (n) => `Lesezugriff ${n}`,
  remove: (n) => `Lesezugriff ${n} entfernen`,
  add: 'Lesezugriff hinzufügen',
  addNone: 'Lesezugriff wählen…',
  addOwn: 'Ein anderer, von Hand eingetippt',
  recorded: (line, calls) => `${line} (${calls} Aufrufe in 24 Std.)`,
  fillIn: (part) => `Statt ${part} etwas einsetzen, das es auf dieser Site gibt.`,
  notARead: 'Ein Lesezugriff ist GET und ein Pfad, der mit /rest/ oder /wiki/ beginnt.',
  repeats: 'Je Weg so oft (n)',
  price: 'Was würde es kosten?',
  plan: {
    title: 'Experiment starten?',
    calls: (all, reads, repeats, lasts) =>
      `${all} Aufrufe: ${reads} auf 3 Wegen, je n = ${repeats}. Das dauert etwa ${lasts}.`,
    readCount: (n, shown) => (n === 1 ? '1 Lesezugriff' : `${shown} Lesezugriffe`),
    most: (product, points) => `Verbraucht höchstens ${points} Punkte von ${product}.`,
    remaining: (points) => `In dieser Stunde sind mindestens ${points} Punkte übrig.`,
    remainingUnknown:
      'Was in dieser Stunde übrig ist, weiß man nicht: Noch hat keine Antwort etwas dazu gesagt.',
    verdicts: {
      allowed: 'Dafür ist Platz.',
      tooDear:
        'Das ist gerade zu viel: ab 80 % Verbrauch, oder solange er unbekannt ist, muss ein Lauf klein bleiben.',
      nearLimit: 'Ab 95 % Verbrauch startet kein Experiment.',
    },
    free: 'Aufrufe über die Bridge sind eigener Verkehr der Person und werden nicht berechnet.',
    ends: 'Der erste 429 beendet es, ebenso das Schließen dieser Seite.',
    start: 'Starten',
    back: 'Zurück',
  },
  running: (done, all) => `Aufruf ${done} von ${all}`,
  progress: 'Fortschritt des Experiments',
  stop: 'Anhalten',
  stopping: 'Hält nach diesem Aufruf an…',
  keepOpen: 'Diese Seite offen lassen: Wer sie schließt oder verlässt, beendet das Experiment.',
  elsewhere: {
    title: 'Auf einer anderen Seite läuft ein Experiment',
    body: (minutes) =>
      `Wurde jene Seite geschlossen, gilt es ${minutes} nach dem letzten Aufruf als beendet.`,
  },
  result: {
    title: (at) => `Ergebnis vom ${at}`,
    whole: (calls) => `Alle ${calls} Aufrufe wurden gemacht.`,
    part: (calls, all, why) => `${calls} von ${all} Aufrufen wurden gemacht: ${why}`,
    stopped: {
      page: 'Es wurde angehalten.',
      vanished: 'Die Seite wurde geschlossen.',
      throttled: 'Ein Aufruf wurde mit 429 abgewiesen.',
      budget: 'Der nächste Aufruf hätte das genannte Budget überschreiten können.',
      tooDear: 'Im Pool war zu wenig Platz übrig.',
      nearLimit: 'Der Pool steht bei 95 % oder mehr.',
    },
    spent: (points, most) => `Es hat höchstens ${points} der zugestimmten ${most} Punkte verbraucht.`,
    table: (name) => `Ergebnisse von ${name}`,
    tooFew: (least) =>
      `Zu wenige Aufrufe, um zu vergleichen, wie schnell die Wege sind: Es braucht ${least} auf jedem. Was sich in den Antworten unterscheidet, steht da, wie es war.`,
    columns: {
      route: 'Weg',
      n: 'n',
      status: 'Status',
      objects: 'Objekte',
      apart: 'Gegenüber asApp',
      latency: 'Median',
      policy: 'Richtlinie',
      estimate: 'Punkte, geschätzt',
      difference: 'Punkte, nach Zähler',
    },
    noAnswer: 'keine Antwort',
    statusTimes: (status, n) => `${status} × ${n}`,
    same: 'gleich',
    more: (n) => `${n} mehr`,
    fewer: (n) => `${n} weniger`,
    varies: 'wechselnd',
    counted: (points, n) => `${points} (n = ${n})`,
    noPolicy: 'keine genannt',
    hint: 'Punkte gelten je Aufruf. Nach Zähler: der Unterschied dessen, was zwei Antworten als Rest nannten. Header nennen ihn erst ab etwa 80 % Verbrauch, und andere können dazwischen verbraucht haben.',
    download: 'Als JSON herunterladen',
  },
};
