// Takes the pictures in docs/screenshots/ of the dashboard in the real Chromium, on the demo library of a real daemon.
// Look at them after changing a page; the README shows some.
//   npm run screenshots [NAME…]     all of them, or those whose name begins so
// With ALBUMEN_ADDRESS set, of the daemon that listens there.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = path.join(root, 'docs', 'screenshots')
const wanted = process.argv.slice(2)
const desktop = { viewport: { width: 1360, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const english = { locale: 'en-GB' }
const chinese = { locale: 'zh-CN' }
const dark = { colorScheme: 'dark' }

const firstPhoto = async (page) => page.getByTestId('grid').getByRole('link').nth(2).click()
const chooseTwo = async (page) => {
  await page.getByTestId('grid').getByRole('link').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
}
const correctPhoto = async (page) => {
  await firstPhoto(page)
  await page.getByTestId('tags').waitFor()
  await page.keyboard.press('e')
  await page.getByTestId('correct').waitFor()
}
const lookAtPhoto = async (page) => {
  await page.setInputFiles('input[type=file]', path.join(root, 'models/nano-vl/demo/beach-sailboat-day.jpg'))
  await page.getByTestId('analysis').waitFor({ timeout: 120_000 })
}

/** Name, address, how it is looked at, and what is done first. */
const SHOTS = [
  ['overview', '', { ...desktop, ...english }],
  ['overview-phone', '', { ...phone, ...english }],
  ['overview-phone-zh-dark', '', { ...phone, ...chinese, ...dark }],
  ['library', 'library', { ...desktop, ...english }],
  ['library-dark', 'library', { ...desktop, ...english, ...dark }],
  ['library-phone', 'library', { ...phone, ...english }],
  ['library-selection', 'library', { ...desktop, ...english }, chooseTwo],
  ['library-selection-phone-zh', 'library', { ...phone, ...chinese }, chooseTwo],
  ['photo-correct', 'library', { ...desktop, ...english }, correctPhoto],
  ['photo-correct-phone-zh-dark', 'library', { ...phone, ...chinese, ...dark }, correctPhoto],
  ['photo', 'library', { ...desktop, ...english }, firstPhoto],
  ['photo-phone-zh', 'library', { ...phone, ...chinese }, firstPhoto],
  ['search', 'search?q=red', { ...desktop, ...english }],
  ['search-phone-zh', 'search?q=三亚', { ...phone, ...chinese }],
  ['map', 'map', { ...desktop, ...english }],
  ['map-phone-zh-dark', 'map', { ...phone, ...chinese, ...dark }],
  ['try', 'try', { ...desktop, ...english }, lookAtPhoto],
  ['try-phone', 'try', { ...phone, ...english }],
  ['settings', 'settings', { ...desktop, ...english }],
  ['settings-phone-zh', 'settings?section=hours', { ...phone, ...chinese }],
]

const daemon = process.env.ALBUMEN_ADDRESS ? { address: process.env.ALBUMEN_ADDRESS, stop() {} } : startDaemon()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
try {
  mkdirSync(out, { recursive: true })
  const address = await ready()
  for (const [name, page, look, first] of SHOTS) {
    if (wanted.length === 0 || wanted.some((each) => name.startsWith(each)))
      await shoot(name, `${address}/${page}`, look, first)
  }
} finally {
  await browser.close()
  await daemon.stop()
}

function startDaemon() {
  const data = mkdtempSync(path.join(os.tmpdir(), 'albumen-screenshots-'))
  const child = spawn(process.execPath, ['bin/albumen.mjs', 'up'], {
    cwd: root,
    env: { ...process.env, ALBUMEN_DATA_DIR: data, ALBUMEN_PORT: '0', ALBUMEN_MODEL: 'nano-vl' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  return {
    get address() {
      if (child.exitCode !== null) throw new Error(`The daemon ended with ${child.exitCode}:\n${printed}`)
      return /Open (http:\/\/\S+)/.exec(printed)?.[1]
    },
    async stop() {
      child.kill('SIGINT')
      await new Promise((gone) => child.once('exit', gone))
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Once the whole library is analysed. @returns the address */
async function ready() {
  for (;;) {
    const { address } = daemon
    const status = address && (await fetch(`${address}/api/v1/status`).then((response) => response.json()))
    if (status && status.photos.total > 0 && status.photos.pending + status.files.pending === 0) return address
    await sleep(1_000)
  }
}

async function shoot(name, address, look, first) {
  const context = await browser.newContext(look)
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await first?.(page)
  await sleep(2_000) // pictures fade in
  await page.screenshot({ path: path.join(out, `${name}.png`) })
  await context.close()
  console.log(`${name}.png`)
}
