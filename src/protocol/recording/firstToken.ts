import { bytesOf, type RecordedChunk, type RecordedResponse } from './recording.ts'
import { StreamedContent } from './streamedContent.ts'

export function isStream({ status, headers }: RecordedResponse): boolean {
  return status === 200 && /^text\/event-stream\b/i.test(headers['content-type'] ?? '')
}

/** When the first content of a stream was there, in ms since the request had gone out; null for any other answer. */
export function firstTokenMs(response: RecordedResponse | null, chunks: readonly RecordedChunk[]): number | null {
  return contentInstants(response, chunks)[0] ?? null
}

/** When pieces with content arrived. */
export function contentInstants(response: RecordedResponse | null, chunks: readonly RecordedChunk[]): number[] {
  if (response === null || !isStream(response)) return []
  const content = new StreamedContent()
  return chunks.filter((chunk) => content.read(bytesOf(chunk)).answers).map(({ atMs }) => atMs)
}
