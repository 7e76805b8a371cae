/** Runs would read each other's clock: the time of a process is real, or it belongs to one run. */
export class ProcessInUse extends Error {
  override readonly name = 'ProcessInUse'
}

let isLent = false
let inRealTime = 0

/** The time of this process belongs to one run until the returned function is called. Throws `ProcessInUse`. */
export function takeProcessTime(): () => void {
  if (isLent) throw new ProcessInUse('another run has the time of this process: play one after the other')
  if (inRealTime > 0)
    throw new ProcessInUse(
      'runs in real time are under way in this process: play the virtual ones before or after them',
    )
  isLent = true
  return () => {
    isLent = false
  }
}

/** The time of this process stays real until the returned function is called; any number may ask. Throws `ProcessInUse`. */
export function keepRealTime(): () => void {
  if (isLent)
    throw new ProcessInUse('a virtual run has the time of this process: play those in real time before or after it')
  inRealTime += 1
  return () => {
    inRealTime -= 1
  }
}
