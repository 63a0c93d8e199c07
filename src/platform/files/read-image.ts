import sharp from 'sharp'

/** An image as it is kept: of the same kind as it came, upright, at most 1024 pixels a side, and nothing but the picture. */
export interface ReadImage {
  readonly bytes: Buffer
  readonly mimeType: 'JPEG' | 'PNG' | 'WEBP'
}

/** Beyond this many pixels a picture is refused before it is unpacked: a small file can hold a very large one. */
const maxPixels = 50_000_000
const longestSide = 1024
/** Seconds of work on one picture: few bytes can ask for very much of it. */
const patience = 20

const kinds = { jpeg: 'JPEG', png: 'PNG', webp: 'WEBP' } as const

// Nobody's bytes reach a reader of another format, whatever they claim to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
// Photos are not asked for twice, and two at a time leave a core to everybody else.
sharp.cache(false)
sharp.concurrency(1)

/**
 * Unpacks an image by its content, whatever it is called, and packs it anew: without the place where it was taken (EXIF),
 * and without anything that is not the picture. Null for what is no JPEG, PNG or WEBP, is damaged, or has too many pixels.
 */
export async function readImage(bytes: Buffer): Promise<ReadImage | null> {
  try {
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    const { data, info } = await image
      .timeout({ seconds: patience })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toBuffer({ resolveWithObject: true })
    const mimeType = Object.entries(kinds).find(([format]) => format === info.format)?.[1]
    return mimeType ? { bytes: data, mimeType } : null
  } catch {
    // The library says in words of its own what is wrong with it; for the person it is no photo.
    return null
  }
}
