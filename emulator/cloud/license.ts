/**
 * Forge's licence API: whether the calling app, or others, are licensed on a site. One request in five minutes for an installation, ten a
 * minute for a site over all apps. It is the platform's own address: no product's points are charged.
 * Source: Forge, "License API", state of 2026-07-21; its path was `/forge/installation/v1/license` until April.
 */
import type { Answers } from './answer';
import { reply, type CloudResponse, type Reply } from './exchange';
import { MinuteWindows } from './minute-window';
import type { AppOptions } from './options';

interface LicenseCall {
  appId: string;
  environment: string;
  cloudId: string;
  query: URLSearchParams;
  nowMs: number;
}

const minuteMs = 60_000;
const perInstallation = 1;
const perSite = 10;
const mostApps = 10;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export class Licenses {
  private readonly ofInstallations = new MinuteWindows(5 * minuteMs);
  private readonly ofSites = new MinuteWindows();

  constructor(
    private readonly answers: Answers,
    private readonly apps: readonly Pick<AppOptions, 'id' | 'license'>[],
  ) {}

  handle(call: LicenseCall): CloudResponse {
    const { appId, environment, cloudId, nowMs } = call;
    const installation = `${cloudId} ${appId} ${environment}`;
    const own = this.ofInstallations.look(installation, perInstallation, nowMs);
    const shared = this.ofSites.look(cloudId, perSite, nowMs);
    if (own.refused || shared.refused) {
      const untilMs = own.refused ? own.resetAtMs : shared.resetAtMs;
      const retryAfter = String(Math.ceil((untilMs - nowMs) / 1_000));
      const body = { code: 429, message: 'Too Many Requests' };
      return this.answers.write(reply(429, body), [['Retry-After', retryAfter]], nowMs);
    }
    this.ofInstallations.take(installation, perInstallation, nowMs);
    this.ofSites.take(cloudId, perSite, nowMs);
    return this.answers.write(this.answer(call), [], nowMs);
  }

  private answer({ appId, query }: LicenseCall): Reply {
    const named = query.getAll('appId');
    if (named.length > mostApps || named.some((id) => !uuid.test(id)))
      return reply(400, { code: 400, message: 'Invalid appId format' });
    const results = (named.length === 0 ? [appId] : named).map((id) => {
      const app = this.apps.find((one) => one.id === id);
      if (app !== undefined || id === appId) return { appId: id, data: app?.license ?? {} };
      const message = 'No license found for this app on the current site';
      return { appId: id, error: { type: 'NOT_FOUND', message } };
    });
    return reply(200, { results });
  }
}
