/**
 * Instants are counted on a grid of a nanosecond, in a fraction that doubles hold exactly: sums of them have no
 * rounding error (until 99 days after the clock's zero), so a start that is a window later is so to the last bit.
 */
const stepsPerMs = 2 ** 20

/** The distance of two neighbours, in ms. */
export const gridMs = 1 / stepsPerMs

export const floorToGrid = (ms: number): number => Math.floor(ms * stepsPerMs) / stepsPerMs

export const ceilToGrid = (ms: number): number => Math.ceil(ms * stepsPerMs) / stepsPerMs
