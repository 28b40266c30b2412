-- SPDX-License-Identifier: Apache-2.0
-- What one session relies on. The table `cases` holds the shared cases; tests.sh makes it.

CREATE EXTENSION pehchan;

CREATE FUNCTION expect(what text, holds boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF holds IS NOT TRUE THEN RAISE EXCEPTION 'not so: %', what; END IF;
END $$;

-- Everything that an error says, after its SQLSTATE; or the one value of the query.
CREATE FUNCTION outcome(query text, parameter text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    value text;
    message text;
    detail text;
    hint text;
    context text;
BEGIN
    EXECUTE query INTO value USING parameter;
    RETURN value;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
        hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'\n', SQLSTATE || ' ' || message, nullif(detail, ''), nullif(hint, ''));
END $$;

CREATE FUNCTION expect_failure(query text, parameter text, state text, part text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    told text := outcome(query, parameter);
BEGIN
    IF told IS NULL OR told NOT LIKE state || ' %' OR strpos(told, part) = 0 THEN
        RAISE EXCEPTION '% does not fail as it should, but: %', query, told;
    END IF;
    IF strpos(told, 'SECRET') > 0 THEN RAISE EXCEPTION '% repeats an answer', query; END IF;
END $$;

-- The resident memory of this backend.
CREATE FUNCTION memory_kb() RETURNS int LANGUAGE sql AS $$
    SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmRSS:\s+(\d+)'))[1]::int
$$;

\set answers '{"made_to_work_by_force_or_menace": "yes", "age_now_years": 16}'
\set child '{"case": "A-17", "answers": ' :answers '}'

-- ---- results

SELECT expect('there are shared cases', count(*) > 30) FROM cases;
SELECT expect('text, json and jsonb give the same bytes', bool_and(
        pehchan_screen(line)::text = pehchan_screen(line::json)::text AND
        pehchan_screen(line)::text = pehchan_screen(line::jsonb)::text))
    FROM cases;
SELECT expect('the headline is that of the assessment', bool_and(
        pehchan_headline(line) = pehchan_screen(line) ->> 'headline' AND
        pehchan_headline(line::json) = pehchan_headline(line) AND
        pehchan_headline(line::jsonb) = pehchan_headline(line)))
    FROM cases;
SELECT expect('the statuses are those of the assessment', count(*) > 200 AND bool_and(
        pehchan_status(line, finding ->> 'id') = finding ->> 'status' AND
        pehchan_status(line::jsonb, finding ->> 'id') = finding ->> 'status'))
    FROM (SELECT line, json_array_elements(pehchan_screen(line) -> 'findings') AS finding
        FROM cases WHERE n % 4 = 0) AS all_findings;
SELECT expect('a literal is text', pg_typeof(pehchan_screen(:'child')) = 'json'::regtype AND
    pehchan_headline(:'child') = 'presumed_victim');
PREPARE untyped AS SELECT pehchan_headline($1);
SELECT expect('a parameter without a type is text', parameter_types = '{text}')
    FROM pg_prepared_statements WHERE name = 'untyped';
SELECT expect('arguments have names and defaults',
    pehchan_screen(:'child', language => 'ur') ->> 'lang' = 'ur' AND
    pehchan_screen(:'child', view => 'person') ->> 'view' = 'person' AND
    pehchan_screen(:'child', options => 'next  explain ') -> 'ask_next' IS NOT NULL AND
    pehchan_screen(:'child') -> 'ask_next' IS NULL AND
    pehchan_screen(:'child'::jsonb, 'palermo') -> 'catalogue' ->> 'id' = 'palermo');

-- ---- NULL

SELECT expect('NULL gives NULL', pehchan_screen(NULL::text) IS NULL AND
    pehchan_screen(NULL::json) IS NULL AND pehchan_screen(NULL::jsonb) IS NULL AND
    pehchan_screen(:'child', NULL) IS NULL AND pehchan_screen(:'child', view => NULL) IS NULL AND
    pehchan_screen(:'child', language => NULL) IS NULL AND
    pehchan_screen(:'child', options => NULL) IS NULL AND
    pehchan_headline(NULL::jsonb) IS NULL AND pehchan_headline(:'child', NULL) IS NULL AND
    pehchan_status(NULL::jsonb, 'trafficking') IS NULL AND
    pehchan_status(:'child', NULL) IS NULL AND
    pehchan_status(:'child', 'trafficking', NULL) IS NULL);
SELECT expect('a catalogue of an instrument raises no headline',
    pehchan_headline('{"case":"x","answers":{}}', 'qyit_2019') IS NULL);

-- ---- errors

SELECT expect_failure(query, '{"case":"x","answers":{"sex":"SECRET"}}', '22023', part)
    FROM (VALUES
        ('SELECT pehchan_headline(''{}'', $1)', 'no built-in catalogue of this id'),
        ('SELECT pehchan_headline(''{}'', ''Pakistan'' || left($1, 0))', 'pakistan, palermo'),
        ('SELECT pehchan_screen(''{}''::jsonb, view => $1)', 'Views are official'),
        ('SELECT pehchan_screen(''{}'', options => $1)', 'Options are allow_draft'),
        ('SELECT pehchan_screen(''{"case":"x","answers":{}}'', language => $1)', 'language'),
        ('SELECT pehchan_status(''{"case":"x","answers":{}}'', $1)', 'no finding of this id'),
        ('SELECT pehchan_status(''{"case":"x","answers":{}}''::jsonb,'
            || ' left($1, 0) || ''offence_bonded_labour_act'')', 'no finding of this id')
    ) AS wrong(query, part);
SELECT expect_failure(query, json, '22000', part)
    FROM (VALUES
        ('{"case":"SECRET","answers":{"age_now_years":"SECRET"}}',
            'wrong_type at /answers/age_now_years (line 1, column 45): '),
        ('{"case":"SECRET","answers":{"sex":"SECRET"}}', 'unknown_value at /answers/sex'),
        ('{"case":"SECRET","answers":{"SECRET":"yes"}}', 'at /answers/(not an id)'),
        ('{"case":"x","answers":{"sex":"SECRET', 'syntax_error at the top (line 1, column '),
        ('SECRET', 'syntax_error'),
        ('', 'syntax_error'),
        ('null', 'wrong_type at the top'),
        ('{"case":"SECRET","SECRET":1}', 'at /(not an id)'),
        ('{"case":"x","answers":{"age_now_years":16,"age_now_years":17}}', 'duplicate_key'),
        ('{"case":"SECRET\u0000","answers":{}}', 'bad_case_id at /case'),
        ('{"case":"SECRET\ud800","answers":{}}', 'syntax_error')
    ) AS wrong(json, part),
    unnest(ARRAY['SELECT pehchan_screen($1)', 'SELECT pehchan_headline($1)',
        'SELECT pehchan_status($1, ''trafficking'')']) AS query;
SELECT expect_failure(query, json, '22000', part)
    FROM (VALUES
        ('{"case":"SECRET","answers":{"age_now_years":"SECRET"}}',
            'wrong_type at /answers/age_now_years: '),
        ('{"case":"SECRET","answers":{"sex":"SECRET"}}', 'unknown_value at /answers/sex: '),
        ('{"case":"SECRET","answers":{"SECRET":"yes"}}', 'at /answers/(not an id): '),
        ('"SECRET"', 'wrong_type at the top: '),
        ('null', 'wrong_type at the top: ')
    ) AS wrong(json, part),
    unnest(ARRAY['SELECT pehchan_screen($1::jsonb)', 'SELECT pehchan_headline($1::jsonb)',
        'SELECT pehchan_status($1::jsonb, ''trafficking'')']) AS query;
SELECT expect_failure('SELECT pehchan_headline($1)', '{"case":"x","answers":{' ||
        string_agg(format('"k%s":1', i), ',') || '}}', '22000', E'\nand 980 more')
    FROM generate_series(1, 1000) AS i;

-- ---- hostile texts

SELECT expect_failure('SELECT pehchan_headline(repeat($1, 16777216))', '    ', '22000',
    'too_large');
SELECT expect_failure('SELECT pehchan_headline(jsonb_build_object(''case'', repeat($1, 2097152)))',
    'SECRET', '22000', 'too_large');
SELECT expect_failure('SELECT pehchan_headline(repeat($1, 100000))', '[', '22000', 'too_deep');
SELECT expect_failure('SELECT pehchan_headline((repeat($1, 1000) || repeat('']'', 1000))::jsonb)',
    '[', '22000', 'too_deep');

-- ---- what jsonb changes, and what it does not

-- Numbers mean the same: numeric keeps every digit.
SELECT expect('numbers: ' || number, regexp_replace(
        outcome(format('SELECT pehchan_screen(%L)', json)), ' \(line \d+, column \d+\)', '') =
        outcome(format('SELECT pehchan_screen(%L::jsonb)', json)))
    FROM unnest(ARRAY['16', '16.0', '1.6e1', '160e-1', '-0', '0', '17.999999999',
        '17.9999999999999999', '9007199254740993', '18446744073709551616', '-5', '1e-400', 'null',
        '16.50']) AS number,
    format('{"case":"x","answers":{"age_now_years":%s}}', number) AS json;
SELECT expect_failure('SELECT pehchan_screen($1::jsonb)',
    '{"case":"x","answers":{"age_now_years":17.999999999}}', '22000', 'not_whole');
SELECT expect_failure('SELECT pehchan_screen($1::jsonb)',
    '{"case":"x","answers":{"age_now_years":1e400}}', '22000', 'out_of_range');
-- Duplicate keys do not: text and json refuse them, jsonb has kept the last before we see it.
SELECT expect_failure('SELECT pehchan_screen($1::json)',
    '{"case":"x","answers":{"age_now_years":16,"age_now_years":40}}', '22000', 'duplicate_key');
SELECT expect('jsonb keeps the last of a duplicate key',
    pehchan_screen('{"case":"x","answers":{"age_now_years":16,"age_now_years":40}}'::jsonb)::text =
    pehchan_screen('{"case":"x","answers":{"age_now_years":40}}')::text);
SELECT expect('the order of keys and spaces do not matter',
    pehchan_screen(:'child')::text = pehchan_screen('{ "answers": {"age_now_years":16,
        "made_to_work_by_force_or_menace" : "yes" },  "case": "A-17" }')::text);

-- ---- what the planner may do

SELECT expect('nine functions: immutable, strict, parallel safe', count(*) = 9 AND
        bool_and(provolatile = 'i' AND proisstrict AND proparallel = 's' AND NOT proleakproof))
    FROM pg_proc WHERE proname LIKE 'pehchan%';

CREATE TABLE people(id bigint GENERATED ALWAYS AS IDENTITY, answers jsonb NOT NULL
        CHECK (pehchan_status(answers, 'trafficking') IS NOT NULL),
    headline text GENERATED ALWAYS AS (pehchan_headline(answers)) STORED);
INSERT INTO people(answers) SELECT line::jsonb FROM cases, generate_series(1, 30);
CREATE INDEX people_by_headline ON people(pehchan_headline(answers));
ANALYZE people;
SELECT expect_failure('INSERT INTO people(answers) VALUES ($1::jsonb)', '{}', '22000',
    'missing_key');
SELECT expect('the generated column is right', count(*) > 1000 AND
    bool_and(headline = pehchan_headline(answers))) FROM people;
CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text;
    lines text := '';
BEGIN
    FOR line IN EXECUTE query LOOP lines := lines || line || E'\n'; END LOOP;
    RETURN lines;
END $$;
BEGIN;
SET LOCAL enable_seqscan = off;
SELECT expect('the index serves', plan_of($$EXPLAIN SELECT id FROM people
    WHERE pehchan_headline(answers) = 'act_now'$$) LIKE '%people_by_headline%');
SELECT expect('the index finds what the column says', count(*) > 0 AND count(*) =
        (SELECT count(*) FROM people WHERE headline = 'act_now'))
    FROM people WHERE pehchan_headline(answers) = 'act_now';
COMMIT;
REINDEX INDEX people_by_headline;

BEGIN;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SELECT expect('parallel workers run it', plan_of($$EXPLAIN (ANALYZE, COSTS OFF)
        SELECT sum(hashtext(pehchan_screen(answers)::text)) FROM people$$)
    LIKE '%Workers Launched: 2%');
CREATE TEMPORARY TABLE parallel AS
    SELECT sum(hashtext(pehchan_screen(answers)::text)::bigint) AS sum FROM people;
SET LOCAL max_parallel_workers_per_gather = 0;
SELECT expect('in parallel as alone', (SELECT sum FROM parallel) =
        sum(hashtext(pehchan_screen(answers)::text)::bigint)) FROM people;
COMMIT;

-- ---- many rows, and memory

SELECT expect('ten thousand different persons', count(DISTINCT md5(pehchan_screen(
        jsonb_build_object('case', 'A-' || i, 'answers', '{"age_now_years": 16}'::jsonb)
    )::text)) = 10000) FROM generate_series(1, 10000) AS i;

DO $$
DECLARE
    before int;
    failures int := 0;
    wrong text := format('{"case":"x","answers":{%s}}',
        (SELECT string_agg(format('"k%s":1', i), ',') FROM generate_series(1, 50) AS i));
BEGIN
    FOR round IN 1..2 LOOP
        before := memory_kb(); -- of the second round
        PERFORM sum(length(pehchan_screen(answers)::text)), count(pehchan_headline(answers)),
            count(pehchan_status(answers, 'trafficking')) FROM people;
        FOR i IN 1..3000 LOOP
            BEGIN
                PERFORM pehchan_screen(wrong || repeat(' ', i));
            EXCEPTION WHEN data_exception THEN
                failures := failures + 1;
            END;
            BEGIN
                PERFORM pehchan_status('{"case":"x","answers":{}}', 'no_such_' || i);
            EXCEPTION WHEN invalid_parameter_value THEN
                failures := failures + 1;
            END;
        END LOOP;
    END LOOP;
    PERFORM expect('all failed', failures = 12000);
    PERFORM expect('memory grew by ' || memory_kb() - before || ' kB',
        memory_kb() - before < 2048);
END $$;
