import { codecsAreBusy } from './compression.ts'

/** Captured when the module loads. */
const activeResources = process.getActiveResourcesInfo.bind(process)

/** How many timers of this machine wait that keep it running. */
export function realTimers(): number {
  return activeResources().filter((resource) => resource === 'Timeout').length
}

/**
 * What comes back to the event loop by itself and soon, wherever it is meanwhile: time must not pass before it. Sockets and
 * timers are not among it: those of a run are virtual, and others have nothing to do with it.
 */
const comesBack = new Set(['FSReqCallback', 'FSReqPromise', 'GetAddrInfoReqWrap', 'GetNameInfoReqWrap'])

/**
 * Whether nothing can run any more in this process before time passes, as far as can be seen from outside. The immediates of
 * whoever asks do not count.
 */
export function isSettled(ownImmediates: number): boolean {
  if (codecsAreBusy()) return false
  let immediates = 0
  for (const resource of activeResources()) {
    if (resource === 'Immediate') immediates += 1
    else if (comesBack.has(resource)) return false
  }
  return immediates <= ownImmediates
}
