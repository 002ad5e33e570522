import type { enWorkItem } from './en-work-item';

export const deWorkItem: typeof enWorkItem = {
  workItem: {
    title: 'Mit einem Vorgang warnen',
    switch: 'Vorgang in Jira',
    hint: 'Kommt ein Kontingent seinem Limit nahe, wird in diesem Projekt ein Vorgang angelegt: einer je Vorfall, kommentiert, wenn es schlimmer wird, geschlossen, wenn eine Stunde ruhig blieb. Das kostet etwa 15 Punkte je Vorfall.',
    project: 'Schlüssel des Projekts',
    rule: 'Großbuchstaben, Ziffern und _, am Anfang ein Buchstabe.',
    scope:
      'Dazu braucht die App die Berechtigung write:jira-work. Sie bittet nur dann darum, wenn ihre Entwickler das Manifest ausliefern, das „npm run manifest:warnings“ schreibt.',
    made: (pool, since) => `${pool}, seit ${since} UTC: Der Vorgang ist angelegt.`,
    waiting: (pool, since) =>
      `${pool}, seit ${since} UTC: Der Vorgang wartet, bis Jira die Aufrufe der App wieder annimmt.`,
    lost: (pool, since) =>
      `${pool}, seit ${since} UTC: Jiras Antwort ging verloren. Vielleicht gibt es den Vorgang, darum wird kein zweiter angelegt.`,
    gone: (pool, since) => `${pool}, seit ${since} UTC: Jemand hat den Vorgang gelöscht.`,
    givenUp: (pool, since) =>
      `${pool}, seit ${since} UTC: fünfmal abgelehnt, darum wird es nicht mehr versucht.`,
    trouble: {
      notAllowed: (at) =>
        `Jira ließ die App dort nicht schreiben (${at} UTC). Liefern Sie das Manifest aus, das „npm run manifest:warnings“ schreibt, stimmen Sie der neuen Berechtigung bei den Apps der Site zu und lassen Sie die App in diesem Projekt Vorgänge anlegen; speichern Sie dann hier noch einmal. Bis dahin wird nichts versucht.`,
      noProject: (at) =>
        `Jira kennt für diese App kein solches Projekt (${at} UTC). Prüfen Sie den Schlüssel.`,
      refused: (at) =>
        `Jira hat den letzten Versuch abgelehnt (${at} UTC). Der nächste stündliche Lauf versucht es wieder.`,
      lost: (at) => `Jiras Antwort auf den letzten Versuch ging verloren (${at} UTC).`,
    },
  },
};
