-- Views over the shards in the folder `facts`, which `ssot facts REPOSITORY… --out facts` writes. Run `duckdb -init views.sql` beside it.
--
-- The columns are described in linter/docs/tables.md. `ssot join` answers the same questions; check.py compares the two.

CREATE OR REPLACE VIEW findings AS
FROM 'facts/*/findings.parquet';

-- Functions of at least 50 tokens that stand in several repositories, with all their places. The largest waste comes first.
CREATE OR REPLACE VIEW copies_across_repositories AS
SELECT
    form,
    max(bodies.tokens) AS tokens,
    count(DISTINCT repository) AS repositories,
    list(DISTINCT repository || '//' || item ORDER BY repository || '//' || item) AS copies
FROM 'facts/*/bodies.parquet' AS bodies
WHERE class = 'production' AND bodies.tokens >= 50
GROUP BY form
HAVING repositories > 1
ORDER BY max(bodies.tokens) * (len(copies) - 1) DESC, form;

-- The environment variables of each repository, with the defaults that its code takes.
CREATE OR REPLACE VIEW environment_by_repository AS
SELECT
    variable,
    repository,
    count(*) AS reads,
    list(DISTINCT "default" ORDER BY "default") FILTER ("default" IS NOT NULL) AS defaults
FROM 'facts/*/environment.parquet'
WHERE class = 'production'
GROUP BY ALL
ORDER BY ALL;

-- The uses of deprecated items by repository and package, imports included.
CREATE OR REPLACE VIEW deprecated_in_use AS
WITH deprecated AS (
    SELECT DISTINCT unnest(list_append(public_paths, path)) AS path
    FROM 'facts/*/items.parquet'
    WHERE deprecated IS NOT NULL
), uses AS (
    SELECT repository, package, path FROM 'facts/*/references.parquet' WHERE resolved
    UNION ALL
    SELECT repository, package, path FROM 'facts/*/imports.parquet' WHERE resolved
)
SELECT path, repository, package, count(*) AS uses
FROM uses SEMI JOIN deprecated USING (path)
GROUP BY ALL
ORDER BY ALL;

-- The score of each owner: the mean of the categories that have sites, where a violating site weighs 8 (critical), 4 (high), 2 (medium)
-- or 1 (low). Findings about the input count in no score.
CREATE OR REPLACE VIEW score_by_owner AS
WITH sites AS (
    SELECT owners, category, sites AS conforming, 0 AS weighted
    FROM 'facts/*/sites.parquet'
    UNION ALL
    SELECT owners, category, 0, sites * CASE severity WHEN 'critical' THEN 8 WHEN 'high' THEN 4 WHEN 'medium' THEN 2 ELSE 1 END
    FROM 'facts/*/findings.parquet'
    WHERE category <> 'input'
), by_owner AS (
    SELECT unnest(CASE WHEN len(owners) = 0 THEN ['unowned'] ELSE owners END) AS owner, category, conforming, weighted
    FROM sites
), summed AS (
    SELECT owner, category, sum(conforming) AS conforming, sum(weighted) AS weighted
    FROM by_owner
    GROUP BY ALL
)
SELECT owner, avg(100.0 * conforming / (conforming + weighted)) AS score
FROM summed
WHERE conforming + weighted > 0
GROUP BY owner
ORDER BY owner;
