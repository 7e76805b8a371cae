// Searches one mutant at a time.
import { parentPort } from 'node:worker_threads'
import { search } from './search.ts'

parentPort.on('message', ({ name, seed }) => {
  void search(name, seed).then((result) => parentPort.postMessage(result))
})
