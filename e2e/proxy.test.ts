import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../packages/core/project-root.js'
import { type OpenBrowser, openBrowser } from './browser.js'
import { inContainers } from './composition.js'
import { albumen, available, type Daemon, startDaemon, temporaryFolder, until } from './daemon.js'
import { putScene, putScenes } from './demo-scenes.js'
import { freePort } from './free-port.js'

const PASSWORD = 'a house by the sea'
const guide = readFileSync(path.join(projectRoot, 'docs', 'reverse-proxy.md'), 'utf8')

/** What the guide gives to copy, with this test's ports and certificate in it. */
interface Snippet {
  proxy: 'nginx' | 'caddy'
  /** where the dashboard is to be found */
  url: string
  /** arrives meanwhile */
  photo: string
  config(ports: { proxy: number; albumen: number }, folder: string): string
}

const [caddyRoot = '', caddyBelow = ''] = blocks('Caddy')
const [nginxRoot = ''] = blocks('nginx')
const [nginxBelow = '', nginxRedirect = ''] = [...guide.matchAll(/`(location [^`]+\})`/g)].map(
  (match) => match[1] ?? '',
)

const snippets: [string, Snippet][] = [
  [
    'Caddy',
    { proxy: 'caddy', url: 'https://photos.example/', photo: 'beach-palm-sunset', config: caddyfile(caddyRoot) },
  ],
  [
    'Caddy below a path',
    { proxy: 'caddy', url: 'https://home.example/albumen/', photo: 'beach-red-dress', config: caddyfile(caddyBelow) },
  ],
  ['nginx', { proxy: 'nginx', url: 'https://photos.example/', photo: 'purple-flowers', config: nginxFile(nginxRoot) }],
  [
    'nginx below a path',
    {
      proxy: 'nginx',
      url: 'https://photos.example/albumen/',
      photo: 'id-card',
      config: nginxFile(belowPath(nginxRoot)),
    },
  ],
]

describe.skipIf(![available('chromium'), available('nginx'), available('caddy')].every(Boolean))(
  'behind the proxies of docs/reverse-proxy.md, with TLS',
  () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>
    let daemon: Daemon
    let browser: OpenBrowser | undefined
    let running: ChildProcess | undefined
    let photos: string
    // To a container, a proxy on its machine is the gateway of one of Docker's networks.
    const proxies = inContainers ? '172.16.0.0/12,192.168.0.0/16' : 'loopback'
    const env = { ALBUMEN_SIGN_IN: 'always', ALBUMEN_TRUSTED_PROXIES: proxies }

    beforeAll(async () => {
      folder = await temporaryFolder()
      photos = path.join(folder.path, 'photos')
      await putScenes(photos, ['autumn-forest'])
      makeCertificate(folder.path)
      daemon = await startDaemon({ dataDir: path.join(folder.path, 'data'), folders: [photos], env })
      await until('the first photo to be ingested', async () => (await daemon.sql('select from photos')).length === 1)
    })
    afterEach(async () => {
      await browser?.close()
      running?.kill()
    })
    afterAll(async () => {
      await daemon?.stop()
      await folder?.remove()
    })

    test.each(snippets)('%s', async (_name, { proxy, url, photo, config }) => {
      const { host, pathname } = new URL(url)
      const port = await freePort()
      const file = path.join(folder.path, `${proxy}.conf`)
      writeFileSync(file, config({ proxy: port, albumen: Number(new URL(daemon.address).port) }, folder.path))
      running = start(proxy, file, folder.path)
      await until(`${proxy} to listen`, async () => (await fetch(`http://127.0.0.1:${port}`)).status > 0)
      // The name is known to this browser only; its port is the usual one of TLS, as at the owner's.
      browser = await openBrowser([
        `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${port}`,
        '--ignore-certificate-errors',
        '--disable-quic', // Caddy offers it, but without a certificate that is known it comes to nothing, now and then late
      ])

      const printed = /(http\S+sign-in\S*)/.exec(
        albumen(daemon.dataDir, ['sign-in'], { ...env, ALBUMEN_PUBLIC_URL: url }).out,
      )
      const { page, troubles } = await browser.open(printed?.[1] as string)
      await signIn(page)
      expect(page.url()).toBe(url)
      expect(await page.context().cookies()).toMatchObject([
        { name: pathname === '/' ? '__Host-albumen' : '__Secure-albumen', secure: true, httpOnly: true, domain: host },
      ])

      // Live events come through as they happen.
      await page.evaluate(listenForIngested)
      const told = page.evaluate<string>('window.told')
      await putScene(photo, path.join(photos, `${photo}.jpg`))
      expect(JSON.parse(await told)).toMatchObject({ type: 'photo.ingested', data: { path: `${photo}.jpg` } })

      // Pictures, pages and big uploads.
      await page.goto(`${url}library`)
      await page.getByTestId('grid').getByRole('link').first().waitFor()
      expect(new URL(page.url()).pathname).toBe(`${pathname}library`)
      expect(await upload(page, 20_000_000), 'Albumen itself says what is wrong with it').toBe('415 not_an_image')
      if (pathname !== '/') {
        await page.goto(url.slice(0, -1))
        await page.getByTestId('state').waitFor()
        expect(page.url(), 'the slash is put there').toBe(url)
      }
      expect(troubles.filter((each) => !each.includes('415'))).toEqual([])
    })

    /** The first link asks for a password; the later ones only want to be meant. */
    async function signIn(page: Page): Promise<void> {
      const later = page.getByRole('button', { name: 'Open', exact: true })
      await page.getByLabel('New password').or(later).waitFor()
      if (await later.isVisible()) await later.click()
      else {
        await page.getByLabel('New password').fill(PASSWORD)
        await page.getByRole('button', { name: 'Set password and open' }).click()
      }
      const shown = page.getByTestId('state').waitFor()
      await shown.catch(async (cause) => {
        throw new Error(`the page says: ${await page.locator('body').innerText()}`, { cause })
      })
    }
  },
)

/** The fenced blocks below a heading of the guide. */
function blocks(heading: string): string[] {
  const section = guide.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/```\w*\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
}

function belowPath(server: string): string {
  const [before = '', lines = ''] = server.split(/location \/ \{\n\s*proxy_pass [^\n]+\n/)
  return `${before}${nginxRedirect}\n${nginxBelow.replace('… }', '')}\n${lines}`
}

function caddyfile(site: string): Snippet['config'] {
  return ({ proxy, albumen }) => `{
	admin off
	https_port ${proxy}
	auto_https disable_redirects
	skip_install_trust
}
${site.replace('{', '{\n\ttls internal\n\tbind 127.0.0.1').replace('127.0.0.1:8484', `127.0.0.1:${albumen}`)}`
}

function nginxFile(server: string): Snippet['config'] {
  return ({ proxy, albumen }, folder) => `
daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
events {}
http {
  access_log off; client_body_temp_path ${folder}/nginx-body; proxy_temp_path ${folder}/nginx-proxy;
  ssl_certificate ${folder}/certificate.pem; ssl_certificate_key ${folder}/key.pem;
  ${server.replace('listen 443', `listen 127.0.0.1:${proxy}`).replace('127.0.0.1:8484', `127.0.0.1:${albumen}`)}
}`
}

/** Ends when the browser listens. `told` is the next event of a new photo, as it is told of it. */
const listenForIngested = `new Promise((listening) => {
  const source = new EventSource('api/v1/events')
  source.addEventListener('open', () => listening())
  window.told = new Promise((told) => {
    source.addEventListener('photo.ingested', ({ data }) => (source.close(), told(data)))
  })
})`

/** @returns what the api says of so many bytes that are no picture */
function upload(page: Page, bytes: number): Promise<string | undefined> {
  return page.evaluate(`(async () => {
    const body = new FormData()
    body.set('file', new Blob([new Uint8Array(${bytes}).fill(65)]), 'big.jpg')
    const answer = await fetch('api/v1/classify', { method: 'POST', body, headers: { accept: 'application/json' } })
    return answer.status + ' ' + ((await answer.json()).code)
  })()`)
}

function makeCertificate(folder: string): void {
  const files = ['-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'certificate.pem')]
  const what = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=photos.example']
  execFileSync('openssl', ['req', ...what, ...files], { stdio: 'ignore' })
}

function start(proxy: Snippet['proxy'], file: string, folder: string): ChildProcess {
  const args = proxy === 'nginx' ? ['-e', 'stderr', '-c', file] : ['run', '--adapter', 'caddyfile', '--config', file]
  return spawn(proxy, args, {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: 'ignore',
  })
}
