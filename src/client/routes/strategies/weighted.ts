import { lowestFirst } from '../strategy.ts'

/**
 * Each member is first in proportion to its weight; the others follow as if they had been drawn among themselves, so
 * that the share of one that fails is spread by weight too.
 *
 * A race of exponential clocks: the one with weight w rings after `-ln(u) / w` (Efraimidis and Spirakis, 2006). One draw
 * a member.
 */
export const weighted = () => lowestFirst(({ weight }, { random }) => -Math.log(1 - random()) / weight)
