export type { Period, SiteState } from '../../../../../fleet/pages/contract';
import type { BestFigure } from '../../../../../fleet/pages/contract';

export type FigureBasisName = BestFigure['basis'];
