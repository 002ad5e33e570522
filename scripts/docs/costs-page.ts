import { catalogue, catalogueVersion } from '../../src/costs/catalogue';
import { confluenceRuleSource, jiraRuleSource } from '../../src/costs/catalogue';
import {
  costRules,
  pointsPerObject,
  type CatalogueEntry,
  type CostRule,
  type PageSize,
} from '../../src/costs/entry';
import { priceByRule } from '../../src/costs/price';
import { ruleWords } from '../../src/costs/rule-words';
import { costBudgetFacts } from '../../src/limits/budgets';
import { routeCharges } from '../../src/limits/charging';
import { tierQuotas } from '../../src/limits/tiers';
import { bases, routes, type Basis } from '../../src/model';
import { code, sourceLink, table } from './table';

/** `docs/costs.md`. */
export function costsPage(): string {
  const differing = catalogue.filter(isOtherThanPublished);
  const paged = catalogue.flatMap(({ page }) => (page === null ? [] : [page]));
  return `${[
    '# Costs: what a call is taken to cost',
    'Written by `npm run docs` from the catalogue; a test fails when it differs.',
    '## The published rule',
    `A request costs 1 point, plus the objects that a read touches: ${pointsPerObject.core} for each core object (issues, projects, dashboards, pages, spaces, attachments), ${pointsPerObject.identity} for each object of identity and access (users, groups, roles, permissions), ${pointsPerObject.other} for anything else. A write costs 1. Sources: ${sourceLink(jiraRuleSource)}, ${sourceLink(confluenceRuleSource)}. No price per endpoint is published, so every estimate is a range with a basis and a source.`,
    '## Kinds of basis',
    table(
      ['Basis', 'Meaning'],
      bases.map((basis) => [code(basis), basisWords(basis)]),
    ),
    '## Rules of the catalogue',
    'The range is shown for a list of 10 objects that weigh 1 each.',
    table(['Rule', 'Why', 'low', 'likely', 'high', 'Endpoints'], costRules.map(ruleRow)),
    '## Where the gauge differs from the published rule',
    'Measured otherwise, or open to two readings. The published rule stays inside the range.',
    table(
      ['Endpoint', 'Rule', 'Why', 'Basis', 'Source'],
      differing.map((row) => [
        endpoint(row),
        code(row.rule),
        whyOther(row),
        row.basis,
        sourceLabel(row.source),
      ]),
    ),
    `## The catalogue (${catalogueVersion})`,
    `${catalogue.length} endpoints. **Compared with** is the published edition in which method, path and (for reads) the answer’s shape were looked up; “nothing” means that no published source was found or that it says otherwise. Of ${paged.length} page sizes ${paged.filter((page) => page.comparedWith !== null).length} were compared; the others are as remembered from the reference, marked \`?\`. A page size only bounds an answer that nobody counted. **Asked for in**: where the call’s own body or query says how many objects it is about, which bounds such an answer as well, and is the count itself where the answer shows less than was looked at.`,
    ...areas().flatMap(([reference, rows]) => [
      `### ${sourceLink(reference)}`,
      table(
        [
          'Endpoint',
          'Objects',
          'Where',
          'Page: default of at most',
          'Asked for in',
          'Rule',
          'Basis and source',
          'Compared with',
          'On',
        ],
        rows.map(catalogueRow),
      ),
    ]),
    '## Your measurements',
    [
      'Every row can be wrong, and most were never measured: `confirmed`, `flat` and `objectsOnly` are all that anybody told. What helps:',
      '',
      `- **Past 80% of an hour’s points** Atlassian’s counter speaks. The page’s Settings then measures what your endpoints cost ([calibration.md](calibration.md)); *Download measured prices* gives them as a file in the format of the catalogue, with nothing of your site in it.`,
      '- `points-gauge costs --prices measured.json` prints such a file beside the catalogue, and prices a call by it: `points-gauge costs GET /rest/api/3/search/jql --objects 50`.',
      '- The catalogue is one file, `src/costs/catalogue.json`, one endpoint a line; [catalogue.schema.json](catalogue.schema.json) says what each field means. A correction is one changed line: set its `rule`, add whoever measured to `sources` with the day and the number of calls, and name that source in the line. A measured price that is no rule of the catalogue goes into `points`.',
      '- A measurement is worth most with its number of calls, the objects in their answers, and whether anybody else drew on the pool meanwhile.',
    ].join('\n'),
    '## Routes and cost budgets',
    'How a call is authenticated decides whether it draws on the points pool, and under which of Jira’s older cost budgets it is counted.',
    table(
      ['Route', 'Charged', 'Budget', 'One for', 'Why', 'Basis', 'Source', 'Read on'],
      routes.map((route) => {
        const { charged, budget, why, basis, source, readOn } = routeCharges[route];
        return [
          code(route),
          charged ? 'yes' : 'no',
          budget,
          costBudgetFacts.oneFor[budget],
          why,
          basis,
          sourceLink(source),
          readOn,
        ];
      }),
    ),
    '## Points an hour',
    tiers(),
  ].join('\n\n')}\n`;
}

function basisWords(basis: Basis): string {
  switch (basis) {
    case 'header':
      return 'The server’s own figure: the difference between two readings, or `extensions.cost` of a GraphQL answer.';
    case 'measured':
      return 'Somebody measured this endpoint and said so in public.';
    case 'documented':
      return 'The published rule, with the objects counted in the answer.';
    case 'assumed':
      return 'The objects or their kind had to be guessed: the body was never read, or the endpoint is not in the catalogue.';
  }
}

/** By the rule every POST is a write, so one that is priced as a read differs, too. */
function isOtherThanPublished({ method, rule }: CatalogueEntry): boolean {
  if (rule === 'published' || rule === 'confirmed') return method === 'POST';
  return rule !== 'write';
}

function whyOther({ method, rule }: CatalogueEntry): string {
  if (method === 'POST' && rule === 'published') return 'A POST, measured to cost like the read that it is.';
  return ruleWords(rule);
}

function ruleRow(rule: CostRule): string[] {
  const { low, likely, high } = priceByRule(rule, 1, { low: 10, likely: 10, high: 10 });
  const count = catalogue.filter((row) => row.rule === rule).length;
  return [code(rule), ruleWords(rule), `${low}`, `${likely}`, `${high}`, `${count}`];
}

function areas(): [string, CatalogueEntry[]][] {
  const byReference = new Map<string, CatalogueEntry[]>();
  for (const row of catalogue)
    byReference.set(row.reference, [...(byReference.get(row.reference) ?? []), row]);
  return [...byReference];
}

const endpoint = ({ method, template }: CatalogueEntry): string => code(`${method} ${template}`);

function catalogueRow(row: CatalogueEntry): string[] {
  const { objectKind, objectsAt, page, asks, rule, basis, source, comparedWith, readOn } = row;
  const isWrite = rule === 'write';
  return [
    endpoint(row),
    isWrite ? '' : objectKind,
    isWrite ? '' : code(objectsAt),
    page === null ? '' : pageWords(page),
    asks === null ? '' : code(asks.at),
    rule,
    `${basis}, ${sourceLabel(source)}${row.measured === null ? '' : `, n ${row.measured.calls ?? 'unknown'}`}`,
    comparedWith ?? 'nothing',
    readOn,
  ];
}

function pageWords({ defaultObjects, maxObjects, comparedWith }: PageSize): string {
  const figures = `${defaultObjects ?? 'unknown'} of ${maxObjects ?? 'unknown'}`;
  if (defaultObjects === null && maxObjects === null) return 'unknown';
  return comparedWith === null ? `${figures} ?` : `${figures} (${comparedWith})`;
}

function sourceLabel(source: string): string {
  if (source === jiraRuleSource) return `[Jira rule](${source})`;
  if (source === confluenceRuleSource) return `[Confluence rule](${source})`;
  return `[partner, post ${source.slice(source.lastIndexOf('/') + 1)}](${source})`;
}

function tiers(): string {
  const { globalPoints, perTenant, perTenantCapPoints, source, readOn } = tierQuotas;
  const rows = Object.entries(perTenant).map(([edition, { basePoints, pointsPerUser }]) => [
    `Tier 2, ${edition}`,
    'the app on one site',
    `${basePoints}`,
    `${pointsPerUser}`,
    `${perTenantCapPoints}`,
  ]);
  return [
    table(
      ['Tier', 'Shared by', 'Points', 'More for each user', 'At most'],
      [['Tier 1', 'the app on all sites', `${globalPoints}`, '0', `${globalPoints}`], ...rows],
    ),
    `Source: ${sourceLink(source)}, read ${readOn}.`,
  ].join('\n\n');
}
