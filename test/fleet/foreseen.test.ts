import { fleetShapes, scoreForeseen } from './support/foreseen-hours';

/** Few of the fleets and moments that `npm run bench -- fleet` plays. */
test.each([
  ['jobs, 40 sites', 20, 0.45],
  ['one site ten times', 45, 0.65],
])(
  'of a fleet of %s the band holds at minute %p, and its middle is closer than a straight line',
  (name, minute, atMost) => {
    const shape = fleetShapes[name];
    if (shape === undefined) throw new Error(`No such fleet: ${name}`);
    const { hours, held, medianError, lineMedianError } = scoreForeseen(shape, [21], minute);
    expect(hours).toBe(168);
    expect(held).toBeGreaterThan(0.93);
    expect(medianError / lineMedianError).toBeLessThan(atMost);
  },
);

test('hours in which one site suddenly draws ten times as much end above the band more often than others do', () => {
  const shape = { ...fleetShapes['one site ten times']!, surges: 6 };
  const turning = scoreForeseen(shape, [21], 20, { isSurgeTurn: true });
  expect(turning.hours).toBeGreaterThan(6);
  expect(turning.held).toBeLessThan(scoreForeseen(shape, [21], 20).held);
});
