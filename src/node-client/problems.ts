import type { ReporterOptions, ReporterProblem } from './reporter-options';

/** Tells of problems without becoming one: a listener that throws is not the host's affair. */
export class ProblemReporter {
  private readonly warned = new Set<ReporterProblem['kind']>();

  constructor(private readonly listener: ReporterOptions['onProblem']) {}

  tell(kind: ReporterProblem['kind'], message: string): void {
    try {
      if (this.listener !== undefined) this.listener({ kind, message });
      else if (!this.warned.has(kind)) console.warn(`Points Gauge: ${message}`);
    } catch {
      // The listener's own fault.
    }
    this.warned.add(kind);
  }
}
