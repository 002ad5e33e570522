import { chargedToPool } from '../../src/limits/charging';
import { routes } from '../../src/model';

/** Whose calls draw on the pool: a person's own traffic through the bridge does not. */
export const chargedRoutes = routes.filter(chargedToPool);
