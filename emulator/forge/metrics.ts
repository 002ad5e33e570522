/** Counters that an app raises, summed over all its installations as the developer console does, and by installation. */
export class MetricBook {
  private readonly sums = new Map<string, number>();
  private readonly bySite = new Map<string, number>();

  add(installationId: string, name: string, value: number): void {
    this.sums.set(name, (this.sums.get(name) ?? 0) + value);
    const key = `${installationId}|${name}`;
    this.bySite.set(key, (this.bySite.get(key) ?? 0) + value);
  }

  /** `null`: never counted. */
  total(name: string): number | null {
    return this.sums.get(name) ?? null;
  }

  ofInstallation(installationId: string, name: string): number | null {
    return this.bySite.get(`${installationId}|${name}`) ?? null;
  }
}
