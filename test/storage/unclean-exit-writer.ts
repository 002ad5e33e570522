/** Writes to the storage file named by its argument and prints each number once it is acknowledged, until it is killed. */
import { realClock } from '../../emulator/clock';
import { createStorageService } from '../../emulator/forge/storage/service';

async function writeOn(file: string): Promise<void> {
  const service = createStorageService({ file, clock: realClock, entities: [], limits: 'off' });
  for (let n = 0; ; n += 1) {
    const value = { n, filling: 'x'.repeat(500) };
    const body = JSON.stringify({ set: [`a-${n}`, `b-${n}`].map((key) => ({ key, value })) });
    const { status } = await service.handle('site-a', '/api/v1/transaction', body);
    if (status !== 204) throw new Error(`Write ${n} was answered ${status}.`);
    process.stdout.write(`${n}\n`);
    // Lets the line out of the process before the next write.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

void writeOn(String(process.argv[2]));
