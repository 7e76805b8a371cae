/** A place where something comes out: how it is written, and its shape as a parser of that language reads it back. */
interface Outlet<Subject> {
  readonly write: (subject: Subject) => string
  /** Throws for what must never stand there. */
  readonly read: (written: string) => readonly string[]
}

export type Outlets<Subject> = Readonly<Record<string, Outlet<Subject>>>
