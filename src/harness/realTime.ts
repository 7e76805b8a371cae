/** How far two witnesses on an idle machine lie apart, in ms; the machine's own lag comes on top. */
export const witnessToleranceMs = 50

/** How long beyond a call's deadline a driver in real time waits before it leaves the call unsettled. */
export const patienceBeyondDeadlineMs = 5_000
