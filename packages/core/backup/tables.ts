import type pg from 'pg'
import { LEFT_OUT, PARTLY, type TableLine } from './format.js'

/** The tables that a backup holds, with the columns that are not computed by the database. */
export async function tablesToKeep(client: pg.Client, own: string[]): Promise<TableLine[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_name::text as "table", array_agg(column_name::text order by ordinal_position) as columns
      from information_schema.columns
      where table_schema = 'public' and table_name = any ($1) and not table_name = any ($2) and is_generated = 'NEVER'
      group by table_name order by table_name`,
    [own, LEFT_OUT],
  )
  return rows
}

/** @returns SQL that copies the rows worth keeping out */
export function copyOut({ table, columns }: TableLine, quote: (name: string) => string): string {
  const where = PARTLY[table] ? ` where ${PARTLY[table]}` : ''
  return `copy (select ${columns.map(quote).join(', ')} from public.${quote(table)}${where}) to stdout`
}

/** @returns SQL that takes rows in again */
export function copyIn({ table, columns }: TableLine, quote: (name: string) => string): string {
  return `copy public.${quote(table)} (${columns.map(quote).join(', ')}) from stdin`
}

/** How far the sequences of these tables have come; those never used are left out. */
export async function sequencesOf(client: pg.Client, own: string[]): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select s.sequencename as name, s.last_value as last
      from pg_sequences s
      join pg_class c on c.relname = s.sequencename and c.relnamespace = 'public'::regnamespace
      join pg_depend d on d.objid = c.oid and d.deptype in ('a', 'i')
      join pg_class t on t.oid = d.refobjid
      where s.schemaname = 'public' and s.last_value is not null and t.relname = any ($1)
      order by s.sequencename`,
    [own],
  )
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.last)]))
}
