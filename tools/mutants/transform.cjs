// Jest's transformer while mutants are played: the sources of one layer with their mutants in them, everything else as always.
const { readFileSync } = require('node:fs');
const swc = require('@swc/jest');

/** @type {Record<string, string>} */
const mutated = JSON.parse(readFileSync(process.env.POINTS_GAUGE_MUTATED ?? '', 'utf8'));

module.exports = {
  /** @param {object} options */
  createTransformer(options) {
    const {
      process: transform,
      getCacheKey,
      ...plain
    } = swc.createTransformer(/** @type {Parameters<typeof swc.createTransformer>[0]} */ (options));
    return {
      ...plain,
      /** @type {NonNullable<typeof transform>} */
      process: (text, file, request) =>
        /** @type {NonNullable<typeof transform>} */ (transform)(mutated[file] ?? text, file, request),
      /** @type {NonNullable<typeof getCacheKey>} */
      getCacheKey: (text, ...rest) => getCacheKey?.(mutated[String(rest[0])] ?? text, ...rest) ?? text,
    };
  },
};
