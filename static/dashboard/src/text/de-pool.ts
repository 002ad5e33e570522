import type { enPool } from './en-pool';

/** German: whose calls these are and how full a pool is. */
export const dePool: typeof enPool = {
  whose: {
    embedded: (app) => `Das sind die Aufrufe von ${app}, worin die Anzeige eingebaut ist.`,
    embeddedUnnamed: 'Das sind die Aufrufe der App, in die die Anzeige eingebaut ist.',
    ownOnly:
      'Points Gauge ist für sich allein installiert und sieht nur die eigenen Aufrufe. Um eine App zu messen, bauen Sie die Anzeige in sie ein oder lassen Sie die App hierher melden.',
  },
  own: {
    subject: 'Diese Site',
    about: (who, points) => `${who} hat in dieser Stunde etwa ${points} Punkte verbraucht.`,
    exact: (who, points) => `${who} hat in dieser Stunde ${points} Punkte verbraucht.`,
    noCall: 'In dieser Stunde gab es keinen gemessenen Aufruf dieser Site.',
    noCallOf: (who) => `In dieser Stunde wurde kein Aufruf von ${who} gemeldet.`,
  },
  level: {
    wholes: {
      1: 'Alle Sites zusammen',
      2: 'Das eigene Kontingent dieser Site',
      unknown: 'Das ganze Kontingent',
    },
    leftFor: { 1: ' für alle Sites zusammen', 2: ' für diese Site', unknown: '' },
    ofQuota: (quota) => ` von ${quota}`,
    between: (whole, low, high, of) => `${whole}: zwischen ${low} und ${high}${of}.`,
    exact: (whole, points, of) => `${whole}: ${points}${of}.`,
    atLeast: (whole, low, of) => `${whole}: mindestens ${low}${of}.`,
    left: (left, of, whom, read) => `Atlassians Zähler: noch ${left}${of}${whom}${read}.`,
    leftBetween: (low, high, of, whom, read) =>
      `Atlassians Zähler: noch zwischen ${low} und ${high}${of}${whom}${read}.`,
    leftAtMost: (left, of, whom, read) => `Atlassians Zähler: noch höchstens ${left}${of}${whom}${read}.`,
    readAgo: (age) => `, gelesen vor ${age}`,
    refused:
      'Atlassian hat wegen dieses Kontingents einen Aufruf abgewiesen: Bis zum Neubeginn ist nichts übrig.',
    refusedAgo: (age) =>
      `Atlassian hat vor ${age} wegen dieses Kontingents einen Aufruf abgewiesen: Bis zum Neubeginn ist nichts übrig.`,
    none: 'Noch keine Antwort dieser Stunde hat das Kontingent genannt.',
    nothing: {
      1: (size) =>
        `Über alle Sites zusammen ist in dieser Stunde nichts bekannt: Noch keine Antwort hat das Kontingent${size === null ? '' : ` von ${size}`} genannt.`,
      2: (size) =>
        `Über das eigene Kontingent dieser Site ist in dieser Stunde nichts bekannt: Noch keine Antwort hat es${size === null ? '' : ` (${size})`} genannt.`,
      unknown: (size) =>
        `Über das ganze Kontingent ist in dieser Stunde nichts bekannt: Noch keine Antwort hat es${size === null ? '' : ` (${size})`} genannt.`,
    },
    quotaUnknown: 'Wie groß das Kontingent ist, wurde noch nicht gesagt.',
  },
  basis: {
    reading: 'Von Atlassians Zähler abgelesen',
    silent: 'Geschätzt: Unter 80 % schweigt der Zähler',
    refused: 'Aus einem abgewiesenen Aufruf bekannt',
    none: 'Geschätzt: Noch begrenzt nichts die Zahl',
  },
  lessThanAMinute: 'weniger als einer Minute',
  resetsIn: (duration, at) => `Neubeginn in ${duration} (${at}).`,
  resetPassed: 'Die Stunde ist vorbei; die nächste Aktualisierung zeigt die neue.',
  tier: {
    1: 'Stufe 1',
    2: 'Stufe 2, eigenes Kontingent dieser Site',
    enforced: (tier) => `${tier}, wird durchgesetzt.`,
    beta: (tier) => `${tier}, angekündigt, noch nicht durchgesetzt.`,
    unproven: (tier) => `${tier}; ob sie durchgesetzt wird, hat noch kein Header gesagt.`,
    unknown: 'Stufe noch unbekannt: Keine Antwort hat das Kontingent genannt.',
  },
  gauge: {
    own: 'Diese Site',
    ownOf: (who) => who,
    others: {
      1: 'Andere Sites und hier nicht gemessene Aufrufe',
      2: 'Hier nicht gemessene Aufrufe',
      unknown: 'Andere',
    },
    possible: 'Möglich, nicht belegt',
    limit: (quota) => `Limit ${quota}`,
    near: '80 %',
    end: (at) => `Bis ${at} erwartet`,
    figures: {
      own: 'Diese Site',
      range: 'Spanne',
      requests: 'Aufrufe',
      left: 'Im Kontingent übrig',
    },
    rangeOf: (low, high) => `${low} bis ${high}`,
    leftBetween: (low, high) => `${low} bis ${high}`,
    leftAtMost: (left) => `höchstens ${left}`,
  },
};
