import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readImage } from './read-image.js'

const red = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'red' } })

describe('readImage', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'keeps a %s as one, upright and without what a camera adds',
    async (kind) => {
      const gps = { IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '5/1 33/1 0/1' } }
      const sent = await red(40, 20).withExif(gps).withMetadata({ orientation: 6 }).toFormat(kind).toBuffer()

      const image = await readImage(sent)

      expect(image?.mimeType).toBe(kind.toUpperCase())
      const kept = await sharp(image?.bytes).metadata()
      expect(kept).toMatchObject({ format: kind, width: 20, height: 40 })
      expect(kept.exif).toBeUndefined()
    },
  )

  it('makes large ones smaller, and small ones no larger', async () => {
    const large = await readImage(await red(3000, 1500).jpeg().toBuffer())
    const small = await readImage(await red(3, 5).png().toBuffer())

    expect(await sharp(large?.bytes).metadata()).toMatchObject({ width: 1024, height: 512 })
    expect(await sharp(small?.bytes).metadata()).toMatchObject({ width: 3, height: 5 })
  })

  it('leaves out what is hidden behind the picture', async () => {
    const sent = Buffer.concat([await red(4, 4).png().toBuffer(), Buffer.from('<script>alert(1)</script>')])

    expect((await readImage(sent))?.bytes.includes('script')).toBe(false)
  })

  it.each([
    ['nothing', async () => Buffer.alloc(0)],
    ['a page', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with scripts', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a GIF', () => red(4, 4).gif().toBuffer()],
    ['a TIFF', () => red(4, 4).tiff().toBuffer()],
    ['half a photo', async () => (await red(500, 500).jpeg().toBuffer()).subarray(0, 600)],
    ['more pixels than it has bytes for', async () => pngOf(30_000, 30_000)],
  ])('takes no %s', async (_name, make) => {
    expect(await readImage(await make())).toBeNull()
  })
})

/** A PNG that says it is so large, and has hardly anything in it. */
function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts])
}

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)])
}
