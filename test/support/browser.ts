import type { Browser, Frame, Page } from 'playwright-core';
import { PortInUseError, startHost, type RunningHost } from '../../emulator/host/server';
import type { HostOptions } from '../../emulator/host/host-options';
import { pageFolder } from './bundles';
import { admin, member, type DemoCloud } from './demo-cloud';
import { native } from './native';
import { waitMs } from './patience.json';

/** Debian's Chromium without sandbox (tests may run as root) and without its calls home. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['POINTS_GAUGE_CHROMIUM'] ?? '/usr/bin/chromium';
  const { chromium } = native('playwright-core') as typeof import('playwright-core');
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/** Of the file's last host. */
let lastPort = 0;

/**
 * The demo cloud behind the address at which a person would open it. The hosts of a file have one address after another, if they may: a browser
 * keeps the page's scripts, and what it compiled of them, by their address.
 */
export async function hostDemo(demo: DemoCloud): Promise<RunningHost> {
  const options = hostOptions(demo);
  const host = await startHost(options, lastPort).catch((error: unknown) => {
    if (error instanceof PortInUseError) return startHost(options, 0);
    throw error;
  });
  lastPort = Number(new URL(host.url).port);
  return host;
}

function hostOptions(demo: DemoCloud): HostOptions {
  const { cloudId, siteUrl } = demo.installation;
  return {
    apps: [
      {
        key: 'release-radar',
        title: 'Release Radar',
        forge: demo.forge,
        pageFolder: pageFolder(),
      },
    ],
    sites: [
      {
        name: 'acme',
        cloudId,
        siteUrl,
        people: [
          { ...admin, role: 'admin' },
          { ...member, role: 'member' },
        ],
      },
    ],
    projectRoot: process.cwd(),
    handleCloud: (request) => demo.cloud.handle(request),
    onLog: (message) => {
      demo.logs.push({ atMs: demo.clock.now(), level: 'error', invocationId: null, message });
    },
  };
}

/** Goes to an address of the host, and into the app's frame there. */
export async function openApp(page: Page, address: string): Promise<Frame> {
  await page.goto(address);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('the app has no frame');
  return frame;
}

/**
 * Everything that a page must not do: break the policy, log an error, fail. A request that a navigation cut off has not failed:
 * Chromium reports it as aborted, and a server that is gone or a policy that forbids by other names.
 */
export function watchPage(page: Page): string[] {
  page.setDefaultTimeout(waitMs);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'unknown';
    if (why !== 'net::ERR_ABORTED') complaints.push(`request failed (${why}): ${request.url()}`);
  });
  return complaints;
}
