import type { Report } from './report.js'

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const

/** The report as text that can be pasted into an issue. */
export function toMarkdown({ createdAt, version, findings, sections, errors }: Report): string {
  const lines = [`## Albumen ${version}, ${createdAt}`, '']
  for (const { about, state, found, why, advice } of findings) {
    lines.push(`- ${MARKS[state]} **${about}**: ${oneLine(found)}`)
    if (state !== 'ok') for (const more of [why, advice]) if (more) lines.push(`  ${oneLine(more)}`)
  }
  for (const { title, rows } of sections) {
    if (rows.length === 0) continue
    lines.push('', `### ${title}`, '', '| | |', '|---|---|')
    for (const [name, value] of rows) lines.push(`| ${cell(name)} | ${cell(value)} |`)
  }
  lines.push('', '### Warnings and errors in the log files', '')
  if (errors.length === 0) lines.push('None, or the log is kept elsewhere (a container’s log: `docker logs`).')
  else {
    lines.push('| times | last | where | what |', '|---|---|---|---|')
    for (const { count, last, service, level, message, detail } of errors) {
      lines.push(`| ${count} | ${last} | ${service} ${level} | ${cell(`${message}${detail ? `: ${detail}` : ''}`)} |`)
    }
  }
  return `${lines.join('\n')}\n`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
const cell = (text: string) => oneLine(text).replaceAll('|', '\\|')
