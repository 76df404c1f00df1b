import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { temporaryFolder } from './daemon.js'

/** The real browser of the system; nothing is downloaded. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Look {
  width: number
  height: number
  dark?: boolean
  language?: 'en' | 'zh'
  touch?: boolean
}
export const DESKTOP: Look = { width: 1360, height: 900 }
export const PHONE: Look = { width: 390, height: 844, touch: true }

export interface OpenBrowser {
  /** A page of its own, with a fresh profile. What goes wrong on it is gathered in `troubles`. */
  open(address: string, look?: Look): Promise<{ page: Page; troubles: string[]; context: BrowserContext }>
  close(): Promise<void>
}

/** @param flags more of Chromium's own */
export async function openBrowser(flags: string[] = []): Promise<OpenBrowser> {
  const profile = await temporaryFolder()
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...FLAGS, ...flags] })
  return {
    async open(address, look = DESKTOP) {
      const { width, height, dark = false, language = 'en', touch = false } = look
      const options: BrowserContextOptions = {
        viewport: { width, height },
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        colorScheme: dark ? 'dark' : 'light',
        hasTouch: touch,
        isMobile: touch,
        deviceScaleFactor: touch ? 2 : 1,
      }
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const troubles: string[] = []
      page.on('pageerror', (error) => troubles.push(`error: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
      })
      page.on('request', (request) => {
        const { origin } = new URL(request.url())
        if (origin !== new URL(address).origin && !request.url().startsWith('blob:')) troubles.push(`asked ${origin}`)
      })
      await page.goto(address)
      return { page, troubles, context }
    },
    async close() {
      await browser.close()
      await profile.remove()
    },
  }
}

/** A phone's window grows with a page that is too wide, so that only the size it was opened with tells. */
export async function expectFitting(page: Page): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width, `${page.url()} is wider than the window`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}
