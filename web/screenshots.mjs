// Takes the pictures in docs/screenshots/ of the dashboard in the real Chromium: on the demo library of a real daemon, and
// of the first start and the sign-in of another one that has nothing yet. Look at them after changing a page.
//   npm run screenshots [NAME…]     all of them, or those whose name begins so
// With ALBUMEN_ADDRESS set, those of the library are of the daemon that listens there.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startDaemon } from './screenshot-daemon.mjs'

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
const chooseTwoFound = async (page) => {
  await page.getByTestId('results').getByRole('link').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
}
const showPlan = async (page) => {
  const plan = page.locator('details').last()
  await plan.locator('summary').click()
  await plan.locator('li').first().waitFor({ timeout: 60_000 })
  await plan.scrollIntoViewIfNeeded()
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

/** Where the first start finds photos. */
const photos = path.join(os.tmpdir(), 'photos')
/** of the owner who has signed in */
let session
const choosePassword = async (page) => page.locator('input[type=password]').fill('a house by the sea')
const next = (page) => page.locator('section button[class*=primary]').last().click()
const chooseFolder = async (page) => {
  await page.locator('section ul button').first().click()
  await sleep(1_000)
  await page.locator('section button', { hasText: /Choose this folder|选择此文件夹/ }).click()
  await page.getByTestId('chosen').getByText('3').first().waitFor()
}
/** A step of the guide, from the first. */
const goTo = (step) => async (page) => {
  await chooseFolder(page)
  for (let at = 1; at < step; at++) {
    if (at === 3) await page.getByRole('radio').last().check() // there is no model to download here
    await next(page)
    await sleep(1_500)
  }
}

/** Of the library: name, address, how it is looked at, and what is done first. */
const LIBRARY = [
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
  ['search-selection-zh', 'search?q=海边', { ...desktop, ...chinese }, chooseTwoFound],
  ['search-phone-zh', 'search?q=三亚', { ...phone, ...chinese }],
  ['map', 'map', { ...desktop, ...english }],
  ['map-phone-zh-dark', 'map', { ...phone, ...chinese, ...dark }],
  ['try', 'try', { ...desktop, ...english }, lookAtPhoto],
  ['try-phone', 'try', { ...phone, ...english }],
  ['settings', 'settings', { ...desktop, ...english }],
  ['settings-phone-zh', 'settings?section=hours', { ...phone, ...chinese }],
  ['model-zh', 'settings?section=model', { ...desktop, ...chinese }, showPlan],
]

/** Of a daemon that nobody has set up, in this order: how it is opened, and each step of the guide. */
const FIRST_START = [
  ['sign-in-first', 'link', { ...desktop, ...english }],
  ['sign-in-first-phone-zh', 'link', { ...phone, ...chinese }, choosePassword],
  ['sign-in', '', { ...desktop, ...english }],
  ['sign-in-phone-zh-dark', '', { ...phone, ...chinese, ...dark }],
  ['welcome-folders', 'welcome', { ...desktop, ...english, signedIn: true }, chooseFolder],
  ['welcome-folders-phone-zh', 'welcome', { ...phone, ...chinese, signedIn: true }, chooseFolder],
  ['welcome-language', 'welcome', { ...desktop, ...english, signedIn: true }, goTo(2)],
  ['welcome-model', 'welcome', { ...desktop, ...english, signedIn: true }, goTo(3)],
  ['welcome-model-phone-zh-dark', 'welcome', { ...phone, ...chinese, ...dark, signedIn: true }, goTo(3)],
  ['welcome-done-zh', 'welcome', { ...desktop, ...chinese, signedIn: true }, goTo(4)],
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
})
try {
  mkdirSync(out, { recursive: true })
  await shootLibrary(LIBRARY.filter(isWanted))
  await shootFirstStart(FIRST_START)
} finally {
  await browser.close()
}

function isWanted([name]) {
  return wanted.length === 0 || wanted.some((each) => name.startsWith(each))
}

async function shootLibrary(shots) {
  if (shots.length === 0) return
  const given = process.env.ALBUMEN_ADDRESS
  const daemon = given ? { address: () => given, stop() {} } : startDaemon(root, [], { ALBUMEN_MODEL: 'nano-vl' })
  try {
    const address = await analysed(daemon)
    for (const [name, page, look, first] of shots) await shoot(name, `${address}/${page}`, look, first)
  } finally {
    await daemon.stop()
  }
}

/** All steps are gone through, whatever pictures are wanted: each begins where the one before has ended. */
async function shootFirstStart(shots) {
  if (!shots.some(isWanted)) return
  mkdirSync(photos)
  const demo = path.join(root, 'models/nano-vl/demo')
  for (const [folder, name] of [
    ['2024', 'beach-red-dress'],
    ['2025', 'autumn-forest'],
    ['家庭', 'white-cat-sofa'],
  ]) {
    mkdirSync(path.join(photos, folder))
    copyFileSync(path.join(demo, `${name}.jpg`), path.join(photos, folder, `${name}.jpg`))
  }
  const env = {
    ALBUMEN_MODEL: '',
    ALBUMEN_SIGN_IN: 'always',
    ALBUMEN_BROWSE_ROOTS: photos,
    HF_ENDPOINT: 'http://127.0.0.1:9',
  }
  const daemon = startDaemon(root, ['--setup'], env)
  try {
    while (!daemon.address() || !daemon.link()) await sleep(500)
    for (const shot of shots) {
      const [name, page, look, first] = shot
      const address = page === 'link' ? daemon.link() : `${daemon.address()}/${page}`
      await shoot(name, address, look, first, isWanted(shot))
    }
  } finally {
    await daemon.stop()
    rmSync(photos, { recursive: true })
  }
}

/** Once the whole library is analysed. @returns the address */
async function analysed(daemon) {
  for (;;) {
    const address = daemon.address()
    const status = address && (await fetch(`${address}/api/v1/status`).then((response) => response.json()))
    if (status && status.photos.total > 0 && status.photos.pending + status.files.pending === 0) return address
    await sleep(1_000)
  }
}

async function shoot(name, address, { signedIn, ...look }, first, isTaken = true) {
  const context = await browser.newContext({ ...look, ...(signedIn ? { storageState: session } : {}) })
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await first?.(page)
  await sleep(2_000) // pictures fade in
  await page.evaluate(hideRoot, root)
  if (isTaken) await page.screenshot({ path: path.join(out, `${name}.png`) })
  if (first === choosePassword) session = await enter(page)
  await context.close()
  if (isTaken) console.log(`${name}.png`)
}

/** Where this clone lies is nobody's business; runs in the page. */
function hideRoot(root) {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { currentNode } = texts
    if (currentNode.data.includes(root)) currentNode.data = currentNode.data.replaceAll(root, '/home/mei/albumen/')
  }
}

/** @returns what the browser keeps of a sign-in */
async function enter(page) {
  await page.locator('button[type=submit]').click()
  await page.locator('#step').waitFor()
  return await page.context().storageState()
}
