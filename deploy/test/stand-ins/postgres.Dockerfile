# For a machine that cannot pull pgvector/pgvector:pg17: the same programs from Debian 13, with as much of the official
# image's start as the composition uses.
FROM debian:trixie-slim
RUN groupadd -r -g 999 postgres && useradd -r -g postgres -u 999 -d /var/lib/postgresql postgres \
  && apt-get update -q && apt-get install -y -q --no-install-recommends postgresql-17 postgresql-17-pgvector \
  && apt-get clean && rm -rf /var/lib/apt/lists/* /var/lib/postgresql/17 \
  && mkdir -p /var/lib/postgresql/data /var/run/postgresql \
  && chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql
ENV PATH=/usr/lib/postgresql/17/bin:$PATH PGDATA=/var/lib/postgresql/data
COPY --chmod=755 <<'SCRIPT' /usr/local/bin/start
#!/bin/sh
set -eu
if [ "$(id -u)" = 0 ]; then
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb -U "$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8 ${POSTGRES_INITDB_ARGS:-} > /dev/null
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  pg_ctl -w start -o "-c listen_addresses=''" > /dev/null
  PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE") createdb -U "$POSTGRES_USER" "$POSTGRES_DB"
  pg_ctl -w stop > /dev/null
fi
exec "$@" -c listen_addresses='*'
SCRIPT
STOPSIGNAL SIGINT
ENTRYPOINT ["start"]
CMD ["postgres"]
