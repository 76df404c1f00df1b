import { words } from './words.js'

const chinese = navigator.languages[0]?.toLowerCase().startsWith('zh')
const t = words[chinese ? 'zh' : 'en']
const locale = chinese ? 'zh-CN' : navigator.language
const number = new Intl.NumberFormat(locale)
const $ = (id) => document.getElementById(id)
const shown = new Map() // photo id → its card
let token = sessionStorage.getItem('token') ?? ''
let view = { query: '', next: null }

document.documentElement.lang = chinese ? 'zh-CN' : 'en'
$('search').q.placeholder = t.search
$('search').q.setAttribute('aria-label', t.search)
$('more').textContent = t.more

/** An element with properties and children; text is never read as HTML. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children.filter((child) => child !== null && child !== undefined))
  return made
}

/** Asks the api; a missing token is asked for, any other trouble is an Error that the owner can read. */
async function ask(path, options = {}) {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...options.headers }
  const response = await fetch(`/api/v1${path}`, { ...options, headers })
  const body = response.status === 204 ? null : await response.json()
  if (response.ok) return body
  if (response.status === 401) askForToken()
  throw new Error([body.detail, body.hint].filter(Boolean).join(' '))
}
const post = (path, body) =>
  ask(path, {
    method: 'POST',
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
const image = (id, kind) => `/api/v1/photos/${id}/${kind}${token && `?access_token=${encodeURIComponent(token)}`}`

function askForToken() {
  const dialog = $('token')
  if (dialog.open) return
  const [label, input, button] = dialog.querySelectorAll('span, input, button')
  label.textContent = t.token
  button.textContent = t.open
  dialog.onclose = () => {
    token = input.value.trim()
    sessionStorage.setItem('token', token)
    start()
  }
  dialog.showModal()
}

function showStatus({ engine, files, photos, queues, rate, shares }) {
  const offline = shares.filter((share) => share.state === 'offline')
  const notices = offline.map((share) => `${t.offline(share.name)} ${share.reason ?? ''}`)
  if (!['ready', 'idle'].includes(engine.state) && photos.pending > 0) {
    notices.push([t.engineStates[engine.state], engine.reason, engine.hint].filter(Boolean).join(' '))
  }
  $('notice').hidden = notices.length === 0
  $('notice').textContent = notices.join(' ')
  $('bar').style.width = `${photos.total ? (100 * photos.analysed) / photos.total : 0}%`
  const failed = photos.failed + files.failed
  const busy = photos.pending + files.pending > 0
  $('numbers').replaceChildren(
    ...[
      [t.found, number.format(files.found)],
      [t.ingested, number.format(files.ingested)],
      [t.analysed, `${number.format(photos.analysed)} / ${number.format(photos.total)}`],
      [t.failed, number.format(failed), failed > 0],
      [t.rate, busy && rate.perMinute ? number.format(rate.perMinute) : '–'],
      [t.left, busy ? duration(rate.etaSeconds) : t.done],
    ].map(([name, value, bad]) =>
      element('div', {}, element('dt', {}, name), element('dd', { className: bad ? 'bad' : '' }, value)),
    ),
  )
  const { paused } = queues.analyse
  const state = paused ? t.paused : (t.engineStates[engine.state] ?? engine.state)
  const button = element('button', { type: 'button' }, paused ? t.resume : t.pause)
  button.onclick = () => post(`/queues/analyse/${paused ? 'resume' : 'pause'}`).then(refresh, trouble)
  const model = engine.model ? `${engine.model} · ${t.atOnce(engine.concurrency)}` : ''
  $('engine').replaceChildren(element('span', {}, state, ' ', element('span', { className: 'quiet' }, model)), button)
  $('shares').replaceChildren(
    ...shares.map((share) => {
      const className = share.state === 'offline' ? 'bad' : ''
      const line = [share.name, share.path, t.files(number.format(share.files)), t.shareStates[share.state]]
      return element('li', { className }, line.join(' · '))
    }),
  )
  if (failed > 0) showFailures()
  else $('failures').hidden = true
}

let failuresAt = 0
async function showFailures() {
  if (Date.now() - failuresAt < 5_000) return
  failuresAt = Date.now()
  const { items, codes } = await ask('/failures?limit=10')
  const lines = items.map((item) => {
    const file = element('b', {}, `${item.share ?? ''}/${item.path ?? ''}`)
    return element('li', {}, file, ` ${item.reason} `, element('span', { className: 'quiet' }, item.code))
  })
  const total = codes.reduce((sum, each) => sum + each.count, 0)
  const retry = element('button', { type: 'button' }, t.retry)
  retry.onclick = () => post('/failures/retry', {}).then(refresh, trouble)
  const list = element('ul', {}, ...lines, total > items.length ? element('li', {}, '…') : null)
  $('failures').replaceChildren(element('b', { className: 'bad' }, t.failures(number.format(total))), list, retry)
  $('failures').hidden = false
}

function duration(seconds) {
  if (seconds === null) return t.unknown
  const [value, unit] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [seconds / 60, 'minute']
        : seconds < 172_800
          ? [seconds / 3600, 'hour']
          : [seconds / 86_400, 'day']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.round(value))
}

/** A photo's card, made or brought up to date. */
function card(photo) {
  const { id, analysis, failure } = photo
  const made = shown.get(id) ?? element('button', { type: 'button', className: 'photo' })
  const text = analysis?.description ?? failure?.reason ?? t.waiting
  const picture = photo.format
    ? element('img', { src: image(id, 'thumb'), alt: analysis?.description ?? '', loading: 'lazy' })
    : element('div', { className: 'none' })
  made.replaceChildren(
    picture,
    element('span', { className: failure && !analysis ? 'bad' : analysis ? '' : 'quiet' }, text),
  )
  made.onclick = () => open(id).catch(trouble)
  shown.set(id, made)
  return made
}

async function open(id) {
  const photo = await ask(`/photos/${id}`)
  const { analysis, place, camera, files } = photo
  const name = (each) => each && (chinese ? each.zh : each.en)
  const where = [name(place?.city), name(place?.region), name(place?.country)].filter(Boolean).join(', ')
  const when =
    photo.takenAt &&
    new Date(photo.takenAt.slice(0, 19)).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })
  const facts = [when, where, [camera.make, camera.model].filter(Boolean).join(' '), analysis?.model].filter(Boolean)
  const link = element('a', { href: image(id, 'original'), target: '_blank', rel: 'noopener' }, t.original)
  const close = element('button', { type: 'button', onclick: () => $('viewer').close() }, t.close)
  const again = element('button', { type: 'button' }, t.reanalyse)
  again.onclick = () => post(`/photos/${id}/reanalyse`).then(() => $('viewer').close(), trouble)
  const tags = [...(analysis?.objects ?? []), ...(analysis?.tags ?? [])].map((tag) => element('span', {}, tag))
  $('viewer').replaceChildren(
    element('img', { src: image(id, 'preview'), alt: analysis?.description ?? '' }),
    element('p', {}, analysis?.description ?? photo.failure?.reason ?? t.waiting),
    element('div', { className: 'tags' }, ...tags),
    element('p', { className: 'quiet' }, facts.join(' · ')),
    element('p', { className: 'quiet' }, files.map((file) => `${file.share}/${file.path}`).join(' · ')),
    element('p', {}, close, ' ', again, ' ', link),
  )
  $('viewer').showModal()
}
$('viewer').onclick = (event) => event.target === $('viewer') && $('viewer').close()

/** The newest photos, or what a question finds; `more` adds the next page. */
async function load(more = false) {
  const { query } = view
  const parameters = new URLSearchParams({
    limit: '48',
    ...(query && { q: query }),
    ...(more && { cursor: view.next }),
  })
  const { items, next } = await ask(`${query ? '/search' : '/photos'}?${parameters}`)
  if (query !== view.query) return
  view.next = next
  if (!more) shown.clear()
  const cards = items.map((item) => card(item.photo ?? item))
  if (more) $('photos').append(...cards)
  else $('photos').replaceChildren(...cards)
  $('heading').textContent = query ? (items.length ? t.results : t.nothing) : t.newest
  $('more').hidden = next === null
}
$('more').onclick = () => load(true).catch(trouble)

let typing
$('search').q.oninput = () => {
  clearTimeout(typing)
  typing = setTimeout(() => {
    view = { query: $('search').q.value.trim(), next: null }
    load().catch(trouble)
  }, 250)
}
$('search').onsubmit = (event) => event.preventDefault()

function trouble(error) {
  $('notice').textContent = error.message
  $('notice').hidden = false
}
const refresh = () => ask('/status').then(showStatus, trouble)

/** Descriptions appear as the model writes them; new photos when the grid shows the newest. */
let stream
let reload
function follow() {
  stream?.close()
  stream = new EventSource(`/api/v1/events${token && `?access_token=${encodeURIComponent(token)}`}`)
  stream.addEventListener('photo.analysed', ({ data }) => {
    const { photoId, description, sensitive } = JSON.parse(data).data
    const text = shown.get(photoId)?.querySelector('span')
    if (sensitive && sensitive !== 'none') shown.get(photoId)?.remove()
    else if (text && description) Object.assign(text, { textContent: description, className: '' })
    else changed()
  })
  for (const type of ['photo.ingested', 'photo.failed']) stream.addEventListener(type, changed)
}
function changed() {
  if (reload || view.query || window.scrollY > 600) return
  reload = setTimeout(() => {
    reload = undefined
    load().catch(trouble)
  }, 2_000)
}

let timer
async function start() {
  clearInterval(timer)
  await Promise.all([refresh(), load().catch(trouble)])
  follow()
  timer = setInterval(() => document.hidden || refresh(), 2_000)
}
start()
