export { defineConfig, type Config, type ConfiguredTarget } from './defineConfig.ts'
export { loadConfig, type LoadedConfig } from './loadConfig.ts'
export { nearest } from './nearest.ts'
