/** An entry for every field of the type and for no other: a field that is added there must be added in its schema. */
export type Entries<Shape> = Record<keyof Shape, unknown>
