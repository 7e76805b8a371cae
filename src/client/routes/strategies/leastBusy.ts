import { lowestFirst } from '../strategy.ts'

/** The member with the fewest attempts under way first; among idle ones, the first. */
export const leastBusy = () => lowestFirst(({ head }, { facts }) => facts.inFlight(head))
