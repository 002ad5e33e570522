/** What each feature of a test run spent, as a file that another run is compared with. */
import { spentBy, type Spent } from './budget';
import { accountOf } from './spender';

export interface FeatureBudget extends Spent {
  feature: string;
}

export interface Budget {
  features: FeatureBudget[];
}

const format = 'budget';
const version = 1;

/** Every feature of the cloud by its name, all apps together. @throws TypeError for what is no cloud. */
export function budgetOf(cloud: unknown): Budget {
  const names = new Set(
    accountOf(cloud)
      .snapshot()
      .features.map(({ feature }) => feature),
  );
  return { features: [...names].sort().map((feature) => ({ feature, ...spentBy(cloud, { feature }) })) };
}

export function budgetText({ features }: Budget): string {
  return `${JSON.stringify({ pointsGauge: format, version, features }, null, 2)}\n`;
}

/** The budget that a text holds, or why it holds none. */
export function readBudget(text: string): Budget | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return `it is no JSON (${error instanceof Error ? error.message : String(error)}).`;
  }
  const file = record(value);
  if (file?.pointsGauge !== format) return 'it is no file of writeBudget ("pointsGauge" is not "budget").';
  if (file.version !== version)
    return `it is of version ${JSON.stringify(file.version)}; this command reads ${version}.`;
  if (!Array.isArray(file.features)) return '"features" is no list.';
  const features: FeatureBudget[] = [];
  for (const [at, one] of file.features.entries()) {
    const feature = featureOf(one);
    if (feature === null)
      return `features[${at}] is none: it has "feature", "requests", "points" and "byEndpoint", the figures from 0.`;
    features.push(feature);
  }
  return { features };
}

type Unread = Record<string, unknown>;

function record(value: unknown): Unread | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unread) : null;
}

function featureOf(value: unknown): FeatureBudget | null {
  const { feature, byEndpoint, ...figures } = record(value) ?? {};
  const line = lineOf(figures);
  if (typeof feature !== 'string' || line === null || !Array.isArray(byEndpoint)) return null;
  const endpoints: FeatureBudget['byEndpoint'] = [];
  for (const one of byEndpoint) {
    const { endpoint, ...rest } = record(one) ?? {};
    const spent = lineOf(rest);
    if (typeof endpoint !== 'string' || spent === null) return null;
    endpoints.push({ endpoint, ...spent });
  }
  return { feature, ...line, byEndpoint: endpoints };
}

function lineOf({ requests, points }: Unread): { requests: number; points: number } | null {
  return isFigure(requests) && isFigure(points) ? { requests, points } : null;
}

function isFigure(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
