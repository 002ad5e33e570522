import { StorageTimeout } from '../../emulator/forge/storage/faults';
import type { DemoCloud } from './demo-cloud';

type Kind = 'refuse' | 'rateLimit' | 'timeoutApplied' | 'timeoutNotApplied';

/** Lets storage fail on the writes of an app's functions, as the platform's storage can. */
export class FaultInjection {
  private readonly handle: DemoCloud['storage']['handle'];

  constructor(private readonly demo: DemoCloud) {
    this.handle = demo.storage.handle.bind(demo.storage);
  }

  failWrites(kind: Kind): void {
    this.demo.storage.handle = async (installationId, path, bodyText) => {
      if (path !== '/api/v1/set') return this.handle(installationId, path, bodyText);
      switch (kind) {
        case 'refuse':
          return { status: 503, body: '{"code":"INTERNAL_ERROR","message":"on purpose"}' };
        case 'rateLimit':
          return { status: 429, body: '{"code":"RATE_LIMIT_EXCEEDED","message":"on purpose"}' };
        case 'timeoutApplied':
          await this.handle(installationId, path, bodyText);
          throw new StorageTimeout('set');
        case 'timeoutNotApplied':
          throw new StorageTimeout('set');
      }
    };
  }

  /** Nothing can be read: no value, no listing. */
  failReads(): void {
    this.demo.storage.handle = async (installationId, path, bodyText) =>
      path.endsWith('/get') || path.endsWith('/query')
        ? { status: 503, body: '{"code":"INTERNAL_ERROR","message":"on purpose"}' }
        : this.handle(installationId, path, bodyText);
  }

  stop(): void {
    this.demo.storage.handle = this.handle;
  }
}
