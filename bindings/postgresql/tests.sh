# SPDX-License-Identifier: Apache-2.0
# Sourced by `run test`, with a new server: what one session relies on (tests.sql), then what needs
# several sessions, other databases, the log, or another start.
# shellcheck shell=bash

fail() { echo "not so: $1" >&2; tail -n 20 "$work/log" >&2; exit 1; }
# WHAT EXPECTED QUERY
gives() {
    local out
    out=$(sql -c "$3" 2>&1) || true
    [ "$out" = "$2" ] || fail "$1: $out"
}
# WHAT SQLSTATE QUERY
fails() {
    local out
    ! out=$(sql -v VERBOSITY=sqlstate -c "$3" 2>&1) || fail "$1: it does not fail"
    [ "${out##*$'\n'}" = "ERROR:  $2" ] || fail "$1: $out"
}
child='{"case": "A-17", "answers": {"made_to_work_by_force_or_menace": "yes", "age_now_years": 16}}'

load_cases "$source/examples/vignettes.jsonl"
load_cases "$source/examples/constructed.jsonl" 2>/dev/null
sql -f "$here/tests.sql" >/dev/null || fail "tests.sql"

# The example of README.md.
{
    echo 'BEGIN; DROP EXTENSION pehchan CASCADE;'
    sed -n '/^```sql$/,/^```$/{/^```/d;p}' "$here/README.md"
    echo 'ROLLBACK;'
} >"$work/example.sql"
sql -f "$work/example.sql" >"$work/example.txt" 2>"$work/example.err" || cat "$work/example.err"
grep -qx 'A-17|presumed_victim|indicated' "$work/example.txt" || fail "the example's result"

# ---- the extension
fails "twice" 42710 "CREATE EXTENSION pehchan"
sql -c "CREATE EXTENSION IF NOT EXISTS pehchan" 2>/dev/null
fails "an index depends on it" 2BP01 "DROP EXTENSION pehchan"
sql -c "BEGIN; DROP EXTENSION pehchan CASCADE; CREATE SCHEMA other;
    CREATE EXTENSION pehchan SCHEMA other; SELECT other.pehchan_headline('$child'); ROLLBACK" \
    >"$work/out" 2>/dev/null
grep -qx presumed_victim "$work/out" || fail "in another schema"
gives "the version" 0.1.0 "SELECT extversion FROM pg_extension WHERE extname = 'pehchan'"
sql -c "CREATE ROLE clerk"
fails "a role without rights may not create it" 42501 \
    "BEGIN; DROP EXTENSION pehchan CASCADE; SET ROLE clerk; CREATE EXTENSION pehchan"
gives "but may call it" presumed_victim "SET ROLE clerk; SELECT pehchan_headline('$child')"
if [ -x "$bin/pg_dump" ]; then
    sql -c "CREATE DATABASE restored"
    "$bin/pg_dump" -h "$work" -U tester -t people -e pehchan postgres >"$work/dump.sql"
    database=restored sql -f "$work/dump.sql" >/dev/null
    [ "$(database=restored sql -c "SELECT count(*) FROM people
        WHERE pehchan_headline(answers) = 'act_now'")" = "$(sql -c "SELECT count(*) FROM people
        WHERE pehchan_headline(answers) = 'act_now'")" ] || fail "a dump restores"
fi

# ---- several sessions
for i in 1 2 3 4 5 6; do
    sql -c "SELECT md5(string_agg(pehchan_screen(line)::text, '' ORDER BY n)) FROM cases" \
        >"$work/session.$i" &
done
wait
[ "$(cat "$work"/session.* | sort | uniq -c | awk '{print $1}')" = 6 ] || fail "six sessions agree"

# ---- cancelled, and ended
long="SELECT sum(length(pehchan_screen('{\"case\":\"' || i || '\",\"answers\":{}}')::text))
    FROM generate_series(1, 100000000) AS i"
fails "a timeout" 57014 "SET statement_timeout = '300ms'; $long"
[ "$(sql -c "SET statement_timeout = '300ms'" \
    -c "DO \$\$ BEGIN PERFORM ($long); EXCEPTION WHEN query_canceled THEN NULL; END \$\$" \
    -c "SELECT pehchan_headline('$child')")" = presumed_victim ] || fail "the session goes on"
for how in pg_cancel_backend pg_terminate_backend; do
    sql -c "$long" >"$work/out" 2>&1 &
    session=$!
    for _ in $(seq 100); do
        [ "$(sql -c "SELECT count($how(pid)) FROM pg_stat_activity
            WHERE query LIKE 'SELECT sum(length(pehchan%' AND state = 'active'")" = 0 ] || break
        sleep 0.1
    done
    ! wait $session || fail "$how ends a statement"
    grep -qE 'canceling statement|terminating connection' "$work/out" || fail "$how"
done
gives "the server goes on" presumed_victim "SELECT pehchan_headline('$child')"

# ---- the log: our errors do not bring the statement with them, nor its parameters
: >"$work/log"
for wrong in '{"case":"x","answers":{"sex":"SECRET"}}' '{"case":"SECRET' '{"SECRET":1}'; do
    ! sql -c "SELECT pehchan_screen('$wrong')" 2>"$work/err" || fail "$wrong fails"
    ! grep -v '^LINE' "$work/err" | grep -q SECRET || fail "the error for the client"
    ! sql -c "PREPARE one AS SELECT pehchan_status(\$1, 'trafficking'); EXECUTE one('$wrong')" \
        2>/dev/null || fail "$wrong fails"
    ! sql -c "DO \$\$ BEGIN PERFORM pehchan_headline('$wrong'); END \$\$" 2>/dev/null ||
        fail "$wrong fails"
    if [ -x "$bin/pgbench" ]; then
        echo "SELECT pehchan_headline(:wrong)" >"$work/bench.sql"
        PGOPTIONS='-c log_parameter_max_length_on_error=-1' "$bin/pgbench" -h "$work" -U tester -n \
            -M prepared -D wrong="$wrong" -f "$work/bench.sql" -t 1 postgres >/dev/null 2>&1 || true
    fi
done
[ "$(grep -c 'ERROR:  pehchan: ' "$work/log")" -ge 9 ] || fail "errors are logged"
! grep -q SECRET "$work/log" || fail "the log holds no answer"

# ---- databases that are not UTF-8
for encoding in LATIN1 SQL_ASCII; do
    database=${encoding,,}
    database=postgres sql -c "CREATE DATABASE $database TEMPLATE template0 ENCODING $encoding"
    sql -c "CREATE EXTENSION pehchan"
    query="SELECT pehchan_screen('{\"case\":\"Fälle\",\"answers\":{}}')"
    [ "$(sql -c "$query")" = "$(database=postgres sql -c "$query")" ] ||
        fail "the same from $encoding"
done
database=latin1 fails "Urdu does not fit into LATIN1" 22P05 \
    "SELECT pehchan_screen('$child', language => 'ur')"
database=sql_ascii fails "bytes that are not UTF-8" 22000 \
    "SELECT pehchan_screen(E'{\"case\":\"\\xff\",\"answers\":{}}')"
database=
fails "the server refuses such bytes elsewhere" 22021 \
    "SELECT pehchan_screen(E'{\"case\":\"\\xff\",\"answers\":{}}')"

# ---- another start: the catalogue is loaded before the first session
stop_server
start_server -c fsync=off -c shared_preload_libraries=pehchan
gives "with preloading" presumed_victim "SELECT pehchan_headline('$child')"
! grep -qE 'PANIC|terminated by signal|server process .* exited' "$work/log" || fail "no crash"
echo "the PostgreSQL tests pass"
