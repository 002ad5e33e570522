import type { TakenAdvice } from '../../reports/taken';
import type { Ask } from './answer-view';

/** `null`: only tell what is recorded. An entry is taken out as it stands, so that two administrators cannot mix up places. */
export type TakenWish = null | { add: TakenAdvice } | { remove: TakenAdvice };

export interface TakenAsk extends Ask {
  wish: TakenWish;
}

export interface TakenAnswer {
  /** Oldest first. */
  taken: TakenAdvice[];
}
