/** Where pages live. */
import type { Property } from './wiki-property';

export interface Space {
  index: number;
  id: string;
  key: string;
  name: string;
  /** Only administrators and apps see it. */
  restricted: boolean;
  description: string;
  status: 'current' | 'archived';
  properties: Property[];
  /** `null`: it was there before this cloud. */
  createdAtMs: number | null;
}

export interface PageRef {
  space: Space;
  number: number;
  id: string;
}
