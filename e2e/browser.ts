import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

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
      // Only a failure takes as long.
      context.setDefaultTimeout(180_000)
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
    close: () => browser.close(),
  }
}

/** Pages in a browser that is there for the tests of a file; each is closed after its test. */
export interface Pages {
  /** A page of the daemon, such as `library`. What goes wrong on it is in {@link Pages.troubles}, too. */
  open(at?: string, look?: Look): Promise<Page>
  /** A page of any address, on which something may go wrong. */
  openAt(address: string, look?: Look): Promise<{ page: Page; troubles: string[] }>
  /** what went wrong on all pages so far */
  troubles(): string[]
}

/** @param address where the daemon is, asked each time a page is opened */
export function pagesFor(address: () => string): Pages {
  let browser: OpenBrowser | undefined
  const open: BrowserContext[] = []
  const troubles: string[][] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close()
  })
  afterAll(() => browser?.close())

  async function openAt(at: string, look?: Look) {
    const opened = await (browser as OpenBrowser).open(at, look)
    open.push(opened.context)
    return opened
  }
  return {
    openAt,
    async open(at = '', look) {
      const opened = await openAt(`${address()}/${at}`, look)
      troubles.push(opened.troubles)
      return opened.page
    },
    troubles: () => troubles.flat(),
  }
}

/** A phone's window grows with a page that is too wide, so that only the size it was opened with tells. */
export async function expectFitting(page: Page): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width, `${page.url()} is wider than the window`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}
