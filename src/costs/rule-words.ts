import type { CostRule } from './entry';

/** What a rule of the catalogue says, and why its range is as wide as it is. */
export function ruleWords(rule: CostRule): string {
  switch (rule) {
    case 'confirmed':
      return 'Shown for this endpoint in a published example, or measured.';
    case 'published':
      return 'As published and never measured here. Half of the endpoints that were measured cost a flat 1, so low is 1.';
    case 'flat':
      return 'Measured at a flat 1, against the published rule.';
    case 'objectsOnly':
      return 'Measured as the objects alone; whether the base point was in it could not be seen.';
    case 'write':
      return 'A write: 1 and nothing more.';
    case 'bulkWrite':
      return 'One write with many objects: the published example can be read as 1 for each.';
    case 'readByPost':
      return 'A POST that only reads: likely as much as a read, like the only one that was ever measured (search/jql); low is the 1 that the rule has for every POST.';
  }
}
