/** How the figures came about, as every report says it. */
export const method: readonly string[] = [
  'This is suggested evidence. Atlassian has not published the form of its review, and decides by its own telemetry.',
  'Every metered call of the app was booked in the UTC hour in which its answer came, with what it cost in points: at least (low), likely, and at most (high).',
  'A price rests on a header of Atlassian (header), on field measurements (measured), on the published rule (documented), or on an assumption where the endpoint or the number of objects was not known (assumed).',
  'Points an hour are ranked over all known hours that are over, hours without a call counted as 0; a second line ranks the hours in which points were spent. P75 is the smallest recorded hour that at least 75% of the hours do not exceed (nearest rank, no interpolation); P50, P90 and P99 likewise. Low, likely and high are ranked each by itself.',
  'An hour is at or over 80% or 100% of the quota if Atlassian’s own counter said so, if a call was refused for the quota in it, or if the likely points of this account reach it.',
  'The quota is the one that Atlassian’s headers last named; where none did, the published 65,000 points of Tier 1.',
  'Refused calls are counted exactly. Minutes lost run from the first refusal that is known of to the end of its hour; the true first one may be earlier.',
  'The Tier 2 quota follows the published formula for the edition and the number of users as stated. A peak that was cut off by refusals would have been higher.',
  'The app numbers its records without gaps. A number that is missing between two of one process on one day is a record that was lost, or is not stored yet; its calls are in no figure. A gap over midnight is not noticed.',
  'Not seen: calls that go past the meter, other apps, and other sites than those in this report. Calls of the browser bridge are not charged; where they are listed they cost 0.',
  'Hours and days that could not be read, or lie before recording began, are unknown. They are left out of every figure, not counted as 0.',
];
