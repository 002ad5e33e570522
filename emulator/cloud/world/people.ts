/** The users and groups of a site. */
import type { NamedPerson } from '../options';
import { hash, pick, uuid } from './seed';

export interface Person {
  index: number;
  accountId: string;
  displayName: string;
  emailAddress: string;
  admin: boolean;
  /** Left out: as an administrator does. */
  seesRestricted?: boolean;
}

export interface Group {
  name: string;
  groupId: string;
  /** Indexes of its members, ascending in the order Jira lists them. */
  members: readonly number[];
}

const given = [
  'Ada',
  'Bram',
  'Chen',
  'Dana',
  'Emil',
  'Fatou',
  'Goran',
  'Hana',
  'Ines',
  'Jonas',
  'Kaya',
] as const;
const family = [
  'Abe',
  'Berg',
  'Costa',
  'Diaz',
  'Eder',
  'Fox',
  'Gruber',
  'Haas',
  'Ito',
  'Jung',
  'Khan',
] as const;
const teams = ['web', 'mobile', 'payments', 'platform', 'data', 'support', 'design', 'security'] as const;

/** The first users administer the site where nobody was named. */
const unnamedAdmins = 3;

export class People {
  private readonly list: Person[] = [];
  private readonly byAccount = new Map<string, Person>();
  private readonly byEmail = new Map<string, Person>();
  groups: readonly Group[];

  constructor(seed: number, count: number, groupCount: number, named: readonly NamedPerson[]) {
    const total = Math.max(1, count, named.length);
    for (let index = 0; index < total; index += 1) {
      const known = named[index];
      const person = known === undefined ? invent(seed, index, named.length) : nameIt(index, known);
      this.list.push(person);
      this.byAccount.set(person.accountId, person);
      this.byEmail.set(person.emailAddress, person);
    }
    this.groups = makeGroups(seed, this.list, groupCount);
  }

  get count(): number {
    return this.list.length;
  }

  at(index: number): Person | null {
    return this.list[index] ?? null;
  }

  /** Someone; the number is folded into the range. */
  some(number: number): Person {
    return pick(this.list as [Person, ...Person[]], number);
  }

  byAccountId(accountId: string): Person | null {
    return this.byAccount.get(accountId) ?? null;
  }

  byEmailAddress(email: string): Person | null {
    return this.byEmail.get(email.toLowerCase()) ?? null;
  }

  all(): readonly Person[] {
    return this.list;
  }
}

function nameIt(index: number, named: NamedPerson): Person {
  const mailbox = named.displayName.toLowerCase().replace(/[^a-z]+/g, '.');
  const emailAddress = named.emailAddress?.toLowerCase() ?? `${mailbox}.${index}@example.com`;
  return { index, ...named, emailAddress };
}

function invent(seed: number, index: number, namedCount: number): Person {
  const first = pick(given, hash(seed, 'given', index));
  const last = pick(family, hash(seed, 'family', index));
  return {
    index,
    accountId: `712020:${uuid(seed, 'account', index)}`,
    displayName: `${first} ${last}`,
    emailAddress: `${first}.${last}.${index}@example.com`.toLowerCase(),
    admin: namedCount === 0 && index < unnamedAdmins,
  };
}

function makeGroups(seed: number, people: readonly Person[], groupCount: number): Group[] {
  const everybody = people.map((person) => person.index);
  const admins = people.filter((person) => person.admin).map((person) => person.index);
  const groups = [
    { name: 'jira-users', members: everybody },
    { name: 'site-admins', members: admins },
    // Eight people: the group of Atlassian's own worked example, 17 points.
    { name: 'release-managers', members: everybody.slice(0, 8) },
  ];
  for (let n = groups.length; n < groupCount; n += 1) {
    const size = 3 + (hash(seed, 'size', n) % 18);
    const from = hash(seed, 'from', n) % people.length;
    const members = Array.from(
      { length: Math.min(size, people.length) },
      (_, k) => (from + k) % people.length,
    );
    const team = pick(teams, n);
    groups.push({
      name: n < 11 ? `${team}-team` : `${team}-team-${n}`,
      members: members.sort((a, b) => a - b),
    });
  }
  return groups
    .slice(0, Math.max(3, groupCount))
    .map((group, n) => ({ ...group, groupId: uuid(seed, 'group', n) }));
}
