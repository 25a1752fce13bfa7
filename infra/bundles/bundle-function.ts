import { build } from 'esbuild'
import { bundleOptions } from './bundle-options.ts'

const [entry, outputFolder, verifier] = process.argv.slice(2)
if (entry === undefined || outputFolder === undefined || (verifier !== 'gateway' && verifier !== 'function')) {
  throw new Error('bundle-function.ts <entry> <output folder> gateway|function')
}

// A process of its own: constructs are made without waiting, and esbuild's plugins wait.
await build(bundleOptions(entry, outputFolder, verifier))
