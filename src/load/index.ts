import * as shapes from './catalogue/index.ts'

export * from './catalogue/index.ts'
export { shapes }
export { ascending } from './ascending.ts'
export { nextTurn } from './nextTurn.ts'
export { TraceError, traceInstants } from './traceInstants.ts'
export type { CallerTurn, ClosedPlan, LoadSpec } from './shape.ts'

const shapesByType = new Map<string, (typeof shapes)[keyof typeof shapes]>(
  Object.values(shapes).map((shape) => [shape.type, shape]),
)

/** The shape a load names. Throws for a name that no shape has. */
export function shapeNamed(type: string): (typeof shapes)[keyof typeof shapes] {
  const shape = shapesByType.get(type)
  if (shape === undefined) throw new Error(`no load shape is called ${JSON.stringify(type)}`)
  return shape
}
