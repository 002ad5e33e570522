/** That of package.json, which a bundle of Forge does not carry; a test holds them together. */
export const gaugeVersion = '0.1.0';
