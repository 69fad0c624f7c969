import { defineConfig } from 'vite';

/** The server as one file that needs no package beside it: 1 MB, where `npm ci` leaves 500. */
export default defineConfig({
  ssr: { noExternal: true, target: 'node' },
  publicDir: false,
  build: {
    ssr: 'scripts/serve.ts',
    outDir: 'build',
    target: 'node24',
    rolldownOptions: { output: { entryFileNames: 'serve.mjs' } },
  },
});
