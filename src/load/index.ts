import * as shapes from './catalogue/index.ts'

export { burst, callers, constant, poisson, sequential } from './catalogue/index.ts'
export { shapes }
export type { LoadSpec } from './shape.ts'

const shapesByType = new Map<string, (typeof shapes)[keyof typeof shapes]>(
  Object.values(shapes).map((shape) => [shape.type, shape]),
)

/** The shape a load names. Throws for a name that no shape has. */
export function shapeNamed(type: string): (typeof shapes)[keyof typeof shapes] {
  const shape = shapesByType.get(type)
  if (shape === undefined) throw new Error(`no load shape is called ${JSON.stringify(type)}`)
  return shape
}
