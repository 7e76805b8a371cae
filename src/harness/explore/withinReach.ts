import type { Scenario } from '../../scenarios/scenario.ts'
import type { Target } from '../../targets/target.ts'

/** The day as a target can take part in it: who cannot stream is asked for chat, who cannot be aborted is not. */
export function withinReach(scenario: Scenario, { supports }: Pick<Target, 'supports'>): Scenario {
  const { caller = {}, expect } = scenario
  const isPatient = supports.abort || caller.abortAtMs === undefined
  const isChat = supports.stream || caller.stream !== true
  if (isPatient && isChat && (supports.policy || expect.answerSchema === undefined)) return scenario
  const { abortAtMs: _at, abortEvery: _every, abortName: _name, ...patient } = caller
  const { answerSchema: _schema, ...promised } = expect
  const called = isPatient ? caller : patient
  const { stopAfterDeltas: _deltas, readerDelayMs: _delay, ...chat } = called
  return {
    ...scenario,
    caller: isChat ? called : { ...chat, stream: false },
    expect: supports.policy ? expect : promised,
  }
}
