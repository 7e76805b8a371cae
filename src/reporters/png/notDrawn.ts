import { NotDrawn, type NotDrawnReason } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'

/** Why there are no pictures, on one line; what a package said of itself is in it. */
export function notDrawn(reason: NotDrawnReason): NotDrawn {
  const why = visible(reason.why)
  return new NotDrawn(messages.png.off(why, reason.fix), { ...reason, why })
}
