/** The design tokens as a sheet; made by the build. */
declare module 'design-tokens.css';
