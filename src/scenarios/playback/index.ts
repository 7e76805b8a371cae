export { playbackSample } from './playbackSample.ts'
