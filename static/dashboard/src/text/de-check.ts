import type { enCheck } from './en-check';

export const deCheck: typeof enCheck = {
  check: {
    title: 'Diese Installation',
    lead: 'Probiert aus, was die Anzeige von Forge und den Produkten braucht, und sagt, was zu tun ist, wo etwas fehlt. Geändert wird nichts.',
    cost: (points, calls) =>
      `Eine Prüfung kostet höchstens ${points} Punkte je Produkt und etwa ${calls} Speicheraufrufe.`,
    run: 'Diese Installation prüfen',
    never: 'Noch wurde nicht geprüft.',
    byPerson: (at) => `Geprüft am ${at} UTC.`,
    byInstallation: (at) =>
      `Geprüft am ${at} UTC, nach der Installation oder einer neuen Version. Dabei wurde kein Produkt aufgerufen.`,
    allFine: 'Alles, was probiert wurde, ist in Ordnung.',
    attention: (n, shown) => (n === 1 ? 'Eine Sache braucht Sie.' : `${shown} Dinge brauchen Sie.`),
    states: {
      ok: 'In Ordnung',
      warning: 'Ansehen',
      failed: 'Fehlgeschlagen',
      notTried: 'Nicht probiert',
    },
    names: {
      roundTrip: 'Der Speicher gibt zurück, was geschrieben wurde',
      absentKey: 'Der Speicher sagt von einem Schlüssel, dass er leer ist',
      conditionalWrite: 'Der Speicher hält sich an eine Bedingung',
      queue: 'Ein Ereignis an die eigene Warteschlange kommt an',
      contexts: 'Forge nennt die Produkte dieser Installation',
      jiraAsApp: 'Jira antwortet der App',
      confluenceAsApp: 'Confluence antwortet der App',
      jiraAsUser: 'Jira antwortet der App in Ihrem Namen',
      confluenceAsUser: 'Confluence antwortet der App in Ihrem Namen',
      consent: 'Sie haben erlaubt, dass die App für Sie handelt',
      headers: 'Antworten tragen Header zu Limits',
    },
    meanings: {
      roundTrip: 'Sonst bleibt nichts erhalten.',
      absentKey: 'Sonst sehen Stunden ohne Aufruf aus, als wären sie nicht lesbar.',
      conditionalWrite: 'Sonst können Aufrufe doppelt gezählt werden.',
      queue: 'Sonst werden die Zahlen nur einmal je Stunde zusammengefasst.',
      contexts: 'Danach richten sich die Sonde und diese Prüfung.',
      jiraAsApp: 'Die Sonde und die Vorgänge, die warnen, brauchen es.',
      confluenceAsApp: 'Die Sonde braucht es.',
      jiraAsUser: 'Es sagt, wer diese Seite in Jira öffnen darf.',
      confluenceAsUser: 'Es sagt, wer diese Seite in Confluence öffnen darf.',
      consent: 'Sonst kann niemand eingelassen werden.',
      headers: 'Sonst ist jede Zahl eine Schätzung.',
    },
    findings: {
      fine: 'Nichts zu tun.',
      refused:
        'Forge hat es abgelehnt. Prüfen Sie in einer Minute noch einmal; bleibt es so, nennen Sie den Entwicklern der App den Code.',
      late: 'Forge hat nicht rechtzeitig geantwortet. Prüfen Sie in einer Minute noch einmal; vielleicht weiß status.atlassian.com mehr.',
      different: 'Was zurückkam, ist nicht das, was geschrieben wurde. Sagen Sie es den Entwicklern der App.',
      absentLeftOut:
        'Der Speicher ließ den Schlüssel in seiner Antwort weg. Sagen Sie es den Entwicklern der App.',
      absentOtherCode:
        'Der Speicher hat dafür einen anderen Code als bekannt. Nennen Sie ihn den Entwicklern der App.',
      wroteTwice:
        'Geschrieben wurde, was die Bedingung verbietet. Verlassen Sie sich nicht auf die Summen und sagen Sie es den Entwicklern der App.',
      conflictOtherCode:
        'Der Speicher lehnte mit einem anderen Code ab als bekannt. Nennen Sie ihn den Entwicklern der App.',
      underWay: 'Es ist gesendet und unterwegs. Sehen Sie in einer halben Minute wieder nach.',
      notArrived:
        'Es wurde vor mehr als fünf Minuten gesendet und ist nicht angekommen. Das Manifest der App braucht einen Abnehmer (consumer) für die Warteschlange pg-rollup.',
      noContexts: 'Forge nennt keine. Die Sonde hält die Installation dann für eine von Jira.',
      unreadableContexts: 'Forge schreibt sie auf unbekannte Weise. Sagen Sie es den Entwicklern der App.',
      notInstalledThere: 'In diesem Produkt ist die App nicht installiert.',
      onlyByPerson: 'Das braucht einen Menschen und API-Punkte: Drücken Sie den Knopf.',
      scope:
        'Das Produkt hat die App abgewiesen. Stimmen Sie ihren neuen Berechtigungen bei den verbundenen Apps der Site zu; sind keine offen, fehlt ihrem Manifest eine Berechtigung.',
      limited: 'Ein Limit hat den Aufruf abgewiesen. Prüfen Sie nach der vollen Stunde noch einmal.',
      productTrouble:
        'Das Produkt hat nicht geantwortet, wie es sollte. Prüfen Sie in einer Minute noch einmal.',
      consentMissing: 'Laden Sie diese Seite neu; Atlassian fragt Sie dann. Stimmen Sie dort zu.',
      waitsForConsent: 'Es wartet auf Ihre Zustimmung, siehe unten.',
      noHeaders: 'Es kamen keine. Vielleicht ist die App ausgenommen, oder unterwegs gehen sie verloren.',
      noAnswer: 'Kein Produkt hat geantwortet.',
    },
  },
};
