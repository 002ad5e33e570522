import { ownHistory, type HistoryWindow } from '../../static/dashboard/src/own-history';

/** A frame with steps to go back and forward in, as a browser has them. */
class Frame implements HistoryWindow {
  private readonly heard: (() => void)[] = [];
  private readonly steps: string[];
  private at = 0;

  constructor(hash: string) {
    this.steps = [hash];
  }

  get location() {
    return { hash: this.steps[this.at] ?? '' };
  }

  readonly history = {
    pushState: (_: unknown, __: string, url?: string | URL | null) => {
      this.steps.splice(this.at + 1, Infinity, String(url));
      this.at += 1;
    },
    replaceState: (_: unknown, __: string, url?: string | URL | null) => {
      this.steps[this.at] = String(url);
    },
  };

  readonly addEventListener = (_: string, heard: () => void): void => {
    this.heard.push(heard);
  };

  go(steps: number): void {
    this.at += steps;
    this.heard.forEach((tell) => {
      tell();
    });
  }

  get all(): string[] {
    return this.steps;
  }
}

describe('the page’s own history', () => {
  it('begins at the place behind the #, and at the first page without one', () => {
    expect(ownHistory(new Frame('')).location).toEqual({ pathname: '/', search: '' });
    expect(ownHistory(new Frame('#/limits?a=1')).location).toEqual({ pathname: '/limits', search: '?a=1' });
  });

  it('makes steps that Back and Forward walk, and tells of each once', () => {
    const frame = new Frame('');
    const history = ownHistory(frame);
    const told: string[] = [];
    history.listen(({ pathname, search = '' }) => told.push(pathname + search));
    history.push('/endpoints');
    history.replace('/endpoints?period=7d');
    history.push('/limits');
    frame.go(-1);
    frame.go(-1);
    frame.go(1);
    expect(told).toEqual([
      '/endpoints',
      '/endpoints?period=7d',
      '/limits',
      '/endpoints?period=7d',
      '/',
      '/endpoints?period=7d',
    ]);
    expect(frame.all).toEqual(['', '#/endpoints?period=7d', '#/limits']);
  });

  it('makes no second step for the place that is open', () => {
    const frame = new Frame('');
    const history = ownHistory(frame);
    history.push('/limits');
    history.push('/limits');
    expect(frame.all).toEqual(['', '#/limits']);
  });

  it('goes on in memory where the sandbox refuses the step', () => {
    const frame = new Frame('');
    frame.history.pushState = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    const history = ownHistory(frame);
    const told: string[] = [];
    const end = history.listen(({ pathname }) => told.push(pathname));
    history.push('/limits');
    expect(history.location.pathname).toBe('/limits');
    end();
    history.push('/routing');
    expect(told).toEqual(['/limits']);
  });
});
