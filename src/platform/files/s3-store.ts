import { AwsClient } from 'aws4fetch'
import { type FileStore, pathOf } from './file-store.js'

/** A bucket, and who may write there. */
export interface S3Settings {
  /** The address of the bucket itself, path style: `https://s3.example.org/faithflow`. */
  readonly bucketUrl: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Milliseconds until a request that nobody answers is given up. */
const patience = 10_000

/** Keeps files in a bucket of an S3-compatible storage. It is asked with its own key; nobody else needs to reach it. */
export function s3Store({ bucketUrl, region, accessKeyId, secretAccessKey }: S3Settings): FileStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 })
  const ask = async (path: string, init: RequestInit, missing: readonly number[] = []): Promise<Response | null> => {
    const answer = await client.fetch(`${bucketUrl}${path}`, { ...init, signal: AbortSignal.timeout(patience) })
    if (answer.ok) return answer
    // Read to its end, so that the connection is free again.
    const told = await answer.text()
    if (missing.includes(answer.status)) return null
    const code = /<Code>(\w{1,50})<\/Code>/.exec(told)?.[1] ?? 'without a code'
    throw new Error(`The file storage answered ${answer.status}, ${code}.`)
  }
  const removePath = async (path: string): Promise<void> => {
    const answer = await ask(path, { method: 'DELETE' }, [404])
    await answer?.arrayBuffer()
  }
  return {
    async put(place, bytes) {
      const answer = await ask(`/${pathOf(place)}`, { method: 'PUT', body: new Uint8Array(bytes) })
      await answer?.arrayBuffer()
    },
    async get(place) {
      const answer = await ask(`/${pathOf(place)}`, {}, [404])
      return answer && Buffer.from(await answer.arrayBuffer())
    },
    remove: (place) => removePath(`/${pathOf(place)}`),
    async removeAll(church) {
      pathOf({ church, name: 'all' })
      // Each page is gone before the next is asked for: the first page is the next one.
      for (;;) {
        const answer = await ask(`?list-type=2&prefix=${church}/`, {})
        const keys = keysIn((await answer?.text()) ?? '')
        if (keys.length === 0) return
        for (const key of keys) await removePath(`/${key}`)
      }
    },
  }
}

/** Our keys have nothing in them that XML would escape. */
const keysIn = (list: string): readonly string[] =>
  [...list.matchAll(/<Key>([a-z0-9/-]+)<\/Key>/g)].flatMap(([, key]) => key ?? [])
