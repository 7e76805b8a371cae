// Plays cells that it is asked for over IPC, several at a time. A client that brings its process down takes only this one along.
import { playCell, warmUp } from './playCell.ts'
import type { Ask, Told } from './messages.ts'

const warm = warmUp()
process.on('message', ({ id, play }: Ask) => {
  void warm.then(() => playCell(play)).then((played) => process.send!({ id, played } satisfies Told))
})
// A client that lets a rejection go by itself is judged by what its caller got.
process.on('unhandledRejection', () => undefined)
process.on('disconnect', () => process.exit())
