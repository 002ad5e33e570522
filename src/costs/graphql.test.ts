import fc from 'fast-check';
import { graphqlCost } from './graphql';

describe('the cost that a GraphQL answer names', () => {
  it('is taken as it is when it is a number', () => {
    expect(graphqlCost({ data: {}, extensions: { cost: 12 } })).toEqual({
      points: { low: 12, likely: 12, high: 12 },
      basis: 'header',
      source: 'extensions.cost of the answer',
    });
  });

  it('is what was charged, not what was asked for, when both are there', () => {
    const cost = { requestedQueryCost: 101, actualQueryCost: 46 };
    expect(graphqlCost({ extensions: { cost } })?.points.likely).toBe(46);
  });

  it.each([
    [null],
    [{}],
    [{ extensions: {} }],
    [{ extensions: { cost: '12' } }],
    [{ extensions: { cost: -1 } }],
  ])('is unknown in %j', (body) => {
    expect(graphqlCost(body)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (cost) => {
        const found = graphqlCost({ extensions: { cost } });
        expect(found === null || found.points.low >= 0).toBe(true);
      }),
    );
  });
});
