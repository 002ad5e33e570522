/**
 * The endpoints of lines as rows, with what each line's routes have beyond them under method `''` and template `{other}`: so the rows of a
 * line add up to it.
 * @param keys columns of `from` that the rows keep, for example `pool, hour`
 * @param from a relation with a line's `detail` in each row
 */
export function linePartsSql(keys: string, from: string): string {
  const figures = (part: string, first: number, sign: '' | '-'): string =>
    ['requests', 'low', 'likely', 'high', 'refused']
      .map((name, at) => `${sign}(${part}->>${String(first + at)})::bigint as ${name}`)
      .join(', ');
  return `
    select ${keys}, p->>0 as route, p->>1 as method, p->>2 as template, ${figures('p', 3, '')}
    from ${from} cross join lateral jsonb_array_elements(detail->'p') as p
    union all
    select ${keys}, c->>0, '', '{other}', ${figures('c', 1, '')}
    from ${from} cross join lateral jsonb_array_elements(detail->'c') as c
    union all
    select ${keys}, p->>0, '', '{other}', ${figures('p', 3, '-')}
    from ${from} cross join lateral jsonb_array_elements(detail->'p') as p`;
}
