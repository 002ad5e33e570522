import type { CheckFinding, CheckName, CheckState } from '../../../../src/admin/contract/contract';

/** The part of the catalogue for the check of this installation, in Settings. */
export const enCheck = {
  check: {
    title: 'This installation',
    lead: 'Tries what the gauge needs of Forge and of the products, and says what to do where something is missing. It changes nothing.',
    cost: (points: string, calls: string) =>
      `A check costs at most ${points} points for each product and about ${calls} storage calls.`,
    run: 'Check this installation',
    never: 'No check was made yet.',
    byPerson: (at: string) => `Checked on ${at} UTC.`,
    byInstallation: (at: string) =>
      `Checked on ${at} UTC, after the installation or an upgrade. No product was called then.`,
    allFine: 'Everything that was tried is in order.',
    attention: (n: number, shown: string) => (n === 1 ? '1 thing needs you.' : `${shown} things need you.`),
    states: {
      ok: 'In order',
      warning: 'Look at it',
      failed: 'Failed',
      notTried: 'Not tried',
    } satisfies Record<CheckState, string>,
    names: {
      roundTrip: 'Storage gives back what was written',
      absentKey: 'Storage says of a key that it is empty',
      conditionalWrite: 'Storage keeps to a condition',
      queue: 'An event to the app’s own queue arrives',
      contexts: 'Forge names the products of this installation',
      jiraAsApp: 'Jira answers the app',
      confluenceAsApp: 'Confluence answers the app',
      jiraAsUser: 'Jira answers the app in your name',
      confluenceAsUser: 'Confluence answers the app in your name',
      consent: 'You have allowed the app to act for you',
      headers: 'Answers carry rate-limit headers',
    } satisfies Record<CheckName, string>,
    meanings: {
      roundTrip: 'Without it nothing is kept.',
      absentKey: 'Without it hours without calls look as if they could not be read.',
      conditionalWrite: 'Without it calls may be counted twice.',
      queue: 'Without it figures are summed up once an hour only.',
      contexts: 'The probe and this check go by it.',
      jiraAsApp: 'The probe and the work items that warn need it.',
      confluenceAsApp: 'The probe needs it.',
      jiraAsUser: 'It says who may open this page in Jira.',
      confluenceAsUser: 'It says who may open this page in Confluence.',
      consent: 'Nobody can be let in without it.',
      headers: 'Without them every figure is an estimate.',
    } satisfies Record<CheckName, string>,
    findings: {
      fine: 'Nothing to do.',
      refused: 'Forge refused it. Check again in a minute; if it stays, tell the app’s developers the code.',
      late: 'Forge did not answer in time. Check again in a minute; status.atlassian.com may know more.',
      different: 'What came back is not what was written. Tell the app’s developers.',
      absentLeftOut: 'Storage left the key out of its answer. Tell the app’s developers.',
      absentOtherCode: 'Storage has another code for it than is known. Tell the app’s developers the code.',
      wroteTwice:
        'A write went through that the condition forbids. Do not trust the totals, and tell the app’s developers.',
      conflictOtherCode:
        'Storage refused with another code than is known. Tell the app’s developers the code.',
      underWay: 'It was sent and is under way. Look again in half a minute.',
      notArrived:
        'It was sent more than five minutes before and has not arrived. The app’s manifest needs a consumer for the queue pg-rollup.',
      noContexts: 'Forge names none. The probe then takes the installation for one of Jira.',
      unreadableContexts: 'Forge writes them in an unknown way. Tell the app’s developers.',
      notInstalledThere: 'The app is not installed in this product.',
      onlyByPerson: 'It takes a person, and API points: press the button.',
      scope:
        'The product refused the app. Approve the app’s new permissions under the site’s connected apps; if none are open, its manifest lacks a scope.',
      limited: 'A rate limit refused the call. Check again after the hour.',
      productTrouble: 'The product did not answer as it should. Check again in a minute.',
      consentMissing: 'Load this page anew; Atlassian then asks you. Say yes there.',
      waitsForConsent: 'It waits for your consent, see below.',
      noHeaders: 'None came. The app may be exempt, or something on the way takes them out.',
      noAnswer: 'No product answered.',
    } satisfies Record<CheckFinding, string>,
  },
};
