import { build, defaultClientConditions } from 'vite'

/** Builds the page as an app would be: minified, a chunk a subject. */
export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    // Here the package is its own source; an app that installs it gets the built files.
    resolve: { conditions: ['reelsync-source', ...defaultClientConditions] },
    // One of lib-storage's own dependencies asks for it.
    define: { global: 'globalThis' },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2000 },
  })
}
