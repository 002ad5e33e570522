/**
 * Which installations have metering switched off, as far as this process has learned. It learns whenever it reads the
 * settings anyway; to read them before each write would cost more than the write. Until a process has learned of it, its
 * records are stored, and the roll-up lists them without counting them.
 */
export class MeteringSwitch {
  private readonly off = new Set<string>();

  learn(installationId: string, isOff: boolean): void {
    if (isOff) this.off.add(installationId);
    else this.off.delete(installationId);
  }

  isOff(installationId: string): boolean {
    return this.off.has(installationId);
  }
}

/** `POINTS_GAUGE_METERING=off` (set with `forge variables`) switches metering off for the whole app. */
export function isOffByEnvironment(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment['POINTS_GAUGE_METERING']?.trim().toLowerCase() === 'off';
}
