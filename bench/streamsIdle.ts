// Does nothing but look how late its own timers are: what the machine itself adds to any plan.
import { Lateness } from './lateness.ts'

const lateness = new Lateness()
process.on('message', () => process.send!(lateness.figures()))
process.on('disconnect', () => process.exit())
