import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { boundedSize, toModelInput } from './model-input.js'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#ff000000' } })

describe('toModelInput', () => {
  it.each([
    [4000, 3000, 1024, 768],
    [3000, 4000, 768, 1024],
    [300, 200, 300, 200],
    [12000, 1000, 3072, 256],
    [768, 768, 768, 768],
    [5, 60000, 1, 3072],
  ])('makes %i x %i into %i x %i', (width, height, wide, high) => {
    expect(boundedSize(width, height)).toEqual({ width: wide, height: high })
  })

  it('writes an upright JPEG on white from a file or from bytes', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'model-input-'))
    const file = path.join(folder, 'sideways.png')
    await picture(1600, 1200).withMetadata({ orientation: 6 }).png().toFile(file)
    const jpeg = await toModelInput(file)
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 768, height: 1024, hasAlpha: false })
    const { dominant } = await sharp(jpeg).stats()
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240)
    expect(await toModelInput(await picture(10, 10).webp().toBuffer())).toBeInstanceOf(Buffer)
    await rm(folder, { recursive: true })
  })

  it('refuses what is no picture', async () => {
    await expect(toModelInput(Buffer.from('not a picture'))).rejects.toThrow()
  })
})
