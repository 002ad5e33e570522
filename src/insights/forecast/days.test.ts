import { play } from '../../../test/support/forecast-play';
import { scoreOf } from '../../../test/support/forecast-score';
import { shapes } from '../../../test/support/forecast-shapes';

const shapeOf = (name: string) => shapes[name]!;

describe('over simulated days', () => {
  it('warns of the walls that our own calls drive, and seldom for nothing', () => {
    const hours = ['steady', 'office', 'nightly', 'imports'].flatMap((name, i) =>
      play(shapeOf(name), 1 + i, 2),
    );
    const score = scoreOf(hours);
    expect(score.ownWalls).toBeGreaterThan(5);
    expect(score.ownWarnedShare).toBeGreaterThanOrEqual(0.95);
    expect(score.falseShare).toBeLessThanOrEqual(0.05);
    expect(score.mostChanges).toBeLessThanOrEqual(5);
  });

  it('plays the same from the same seed', () => {
    expect(play(shapeOf('ramp'), 7, 1)).toEqual(play(shapeOf('ramp'), 7, 1));
  });
});
