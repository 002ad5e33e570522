/** Whose permissions decide what is seen. */
export type Viewer = { kind: 'app' } | { kind: 'person'; index: number } | { kind: 'nobody' };
