"""The triggers that append what changed, and the views that read it. How they fit together: docs/kpis.md.

PostgreSQL keeps a trigger's plans for the session, made for as many rows as the first statement had. So rows before and
after are compared without a join, and the rare statement that moves money is planned each time it runs.
"""

from django.db import migrations

# Whoever moves money between owners or units holds this lock together with others like them; folding holds it alone.
LOCK = 1263552851

# Changes not folded yet, where they belong now: at each grain, like the rows they will be added to.
PLACED_CHANGES = """
CREATE VIEW kpis_placedchange AS
SELECT placed.id, placed.book, grains.grain,
       CASE WHEN grains.grain LIKE '%_month' THEN date_trunc('month', placed.day)::date ELSE placed.day END AS day,
       placed.status_id, placed.is_internal,
       CASE WHEN grains.grain NOT LIKE 'all_%' THEN placed.business_unit_id END AS business_unit_id,
       CASE WHEN grains.grain LIKE 'owner_%' THEN placed.owner_id END AS owner_id,
       placed.amount, placed.rows
FROM (
    SELECT id, book, day, status_id, is_internal, business_unit_id, owner_id, amount, rows
    FROM kpis_ledgerchange WHERE is_placed
    UNION ALL
    SELECT c.id, c.book, c.day, c.status_id, CASE c.book WHEN 'costs' THEN p.is_internal END,
           CASE c.book WHEN 'costs' THEN p.business_unit_id ELSE c.business_unit_id END,
           p.owner_id, c.amount, c.rows
    FROM kpis_ledgerchange c JOIN projects_project p ON p.id = c.project_id WHERE NOT c.is_placed
    UNION ALL
    SELECT c.id, c.book, c.day, c.status_id, NULL, c.business_unit_id, u.account_owner_id, c.amount, c.rows
    FROM kpis_ledgerchange c JOIN customers_customer u ON u.id = c.customer_id WHERE NOT c.is_placed
) placed
CROSS JOIN (
    VALUES ('all_month'), ('all_day'), ('unit_month'), ('unit_day'), ('owner_month'), ('owner_day')
) AS grains (grain)
"""

# What a customer adds to tallies: itself, for each scope it stands so for, and the sums of its sales projects.
PARTS = """
CREATE FUNCTION kpis_parts(
    account_owner bigint, unit bigint, active text[], prospect text[], reach text[], sums jsonb,
    OUT kind text, OUT scope text, OUT owner_id bigint, OUT business_unit_id bigint, OUT amount numeric
) RETURNS SETOF record LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 'active', scope, account_owner, unit, 1.00 FROM unnest(active) AS scope
    UNION ALL
    SELECT 'prospect', scope, account_owner, unit, 1.00 FROM unnest(prospect) AS scope
    UNION ALL
    SELECT each.kind, each.scope, owner, of_unit, each.amount
    FROM jsonb_to_recordset(sums) AS v (
        owner bigint, of_unit bigint, pipeline numeric, pipeline_weighted numeric
    ), LATERAL (
        VALUES ('pipeline', '', pipeline), ('pipeline_weighted', '', pipeline_weighted)
        UNION ALL
        SELECT 'prospects_weighted', scope, pipeline_weighted FROM unnest(reach) AS scope
    ) AS each (kind, scope, amount)
    WHERE each.amount IS NOT NULL
$$
"""
STANCES = """
CREATE VIEW kpis_stance AS
SELECT s.customer_id, p.kind, p.scope, p.owner_id, p.business_unit_id, p.amount
FROM kpis_standing s, kpis_parts(s.account_owner_id, s.business_unit_id, s.active, s.prospect, s.reach, s.sums) p
"""
# Where each customer stands, and where it stood at the end of the last month.
STOOD = """
CREATE VIEW kpis_stood AS
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, NULL::date AS as_of FROM kpis_standing
UNION ALL
SELECT customer_id, account_owner_id, business_unit_id, active, prospect, as_of FROM kpis_paststanding
"""

# What is the same before and after adds up to nothing and is not written.
OF_INVOICES = """
CREATE FUNCTION kpis_of_invoices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_ledgerchange (book, day, status_id, business_unit_id, project_id, customer_id, amount, rows)
    SELECT 'invoices', invoice_date, status_id, business_unit_id, project_id,
           CASE WHEN project_id IS NULL THEN customer_id END, sum(net_base * sign), sum(sign)
    FROM ({changed}) changed
    WHERE number IS NOT NULL
    GROUP BY 2, 3, 4, 5, 6
    HAVING sum(net_base * sign) <> 0 OR sum(sign) <> 0;
    INSERT INTO kpis_touchedcustomer (customer_id)
    SELECT DISTINCT customer_id
    FROM (SELECT customer_id, status_id FROM ({changed}) changed WHERE number IS NOT NULL
          GROUP BY id, customer_id, status_id HAVING sum(sign) <> 0) told;
    RETURN NULL;
END $$
"""
OF_COSTS = """
CREATE FUNCTION kpis_of_costs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_ledgerchange (book, day, project_id, amount, rows)
    SELECT 'costs', date, project_id, sum(cost * sign), sum(sign)
    FROM ({changed}) changed
    GROUP BY 2, 3
    HAVING sum(cost * sign) <> 0 OR sum(sign) <> 0;
    RETURN NULL;
END $$
"""

WAIT = f"""
    -- an older snapshot would not see what was folded before the lock was had
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE feature_not_supported USING MESSAGE = 'owners and units move in READ COMMITTED transactions only';
    END IF;
    PERFORM pg_advisory_xact_lock_shared({LOCK});
"""


def _differing(columns, before="old_rows", after="new_rows"):
    return f"SELECT {columns} FROM {before} EXCEPT SELECT {columns} FROM {after}"


_STANDS = "id, customer_id, business_unit_id, owner_id, is_closed, sales_status_id, expected_value_base, probability"
# What was folded of a project or customer is what its rows come to, less what is not folded yet.
PROJECTS_MOVED = f"""
CREATE FUNCTION kpis_projects_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_touchedcustomer (customer_id)
    SELECT DISTINCT customer_id
    FROM (({_differing(_STANDS)}) UNION ALL ({_differing(_STANDS, "new_rows", "old_rows")})) told;
    IF NOT EXISTS ({_differing("id, business_unit_id, owner_id, is_internal")}) THEN
        RETURN NULL;
    END IF;
    {WAIT}
    EXECUTE $moving$
        INSERT INTO kpis_ledgerchange (book, day, status_id, is_internal, business_unit_id, owner_id, is_placed,
                                       amount, rows)
        WITH moved AS MATERIALIZED (
            SELECT o.id, o.business_unit_id AS old_unit, o.owner_id AS old_owner, o.is_internal AS was_internal,
                   n.business_unit_id AS new_unit, n.owner_id AS new_owner, n.is_internal
            FROM old_rows o JOIN new_rows n ON n.id = o.id
            WHERE (o.business_unit_id, o.owner_id, o.is_internal)
                IS DISTINCT FROM (n.business_unit_id, n.owner_id, n.is_internal)
        ), folded AS (
            SELECT 'costs' AS book, c.project_id, c.date AS day, NULL::bigint AS status_id, NULL::bigint AS unit,
                   c.cost AS amount, 1 AS rows
            FROM projects_costentry c WHERE c.project_id IN (SELECT id FROM moved)
            UNION ALL
            SELECT 'invoices', i.project_id, i.invoice_date, i.status_id, i.business_unit_id, i.net_base, 1
            FROM invoices_invoice i
            WHERE i.number IS NOT NULL
              AND i.project_id IN (SELECT id FROM moved WHERE old_owner IS DISTINCT FROM new_owner)
            UNION ALL
            SELECT l.book, l.project_id, l.day, l.status_id, l.business_unit_id, -l.amount, -l.rows
            FROM kpis_ledgerchange l JOIN moved ON moved.id = l.project_id
            WHERE NOT l.is_placed AND (l.book = 'costs' OR moved.old_owner IS DISTINCT FROM moved.new_owner)
        )
        SELECT book, day, status_id,
               CASE book WHEN 'costs' THEN CASE WHEN sign < 0 THEN was_internal ELSE moved.is_internal END END,
               CASE book WHEN 'costs' THEN CASE WHEN sign < 0 THEN old_unit ELSE new_unit END ELSE unit END,
               CASE WHEN sign < 0 THEN old_owner ELSE new_owner END,
               TRUE, sum(amount * sign), sum(rows * sign)
        FROM folded JOIN moved ON moved.id = folded.project_id CROSS JOIN (VALUES (-1), (1)) AS signs (sign)
        GROUP BY 1, 2, 3, 4, 5, 6
        HAVING sum(amount * sign) <> 0 OR sum(rows * sign) <> 0
    $moving$;
    RETURN NULL;
END $$
"""
CUSTOMERS_MOVED = f"""
CREATE FUNCTION kpis_customers_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_touchedcustomer (customer_id)
    SELECT id FROM ({_differing("id, business_unit_id, account_owner_id, is_internal")}) told;
    IF NOT EXISTS ({_differing("id, account_owner_id")}) THEN
        RETURN NULL;
    END IF;
    {WAIT}
    EXECUTE $moving$
        INSERT INTO kpis_ledgerchange (book, day, status_id, business_unit_id, owner_id, is_placed, amount, rows)
        WITH moved AS MATERIALIZED (
            SELECT o.id, o.account_owner_id AS old_owner, n.account_owner_id AS new_owner
            FROM old_rows o JOIN new_rows n ON n.id = o.id
            WHERE o.account_owner_id IS DISTINCT FROM n.account_owner_id
        ), folded AS (
            SELECT i.customer_id, i.invoice_date AS day, i.status_id, i.business_unit_id, i.net_base AS amount,
                   1 AS rows
            FROM invoices_invoice i
            WHERE i.number IS NOT NULL AND i.project_id IS NULL AND i.customer_id IN (SELECT id FROM moved)
            UNION ALL
            SELECT l.customer_id, l.day, l.status_id, l.business_unit_id, -l.amount, -l.rows
            FROM kpis_ledgerchange l WHERE NOT l.is_placed AND l.customer_id IN (SELECT id FROM moved)
        )
        SELECT 'invoices', day, status_id, business_unit_id, CASE WHEN sign < 0 THEN old_owner ELSE new_owner END,
               TRUE, sum(amount * sign), sum(rows * sign)
        FROM folded JOIN moved ON moved.id = folded.customer_id CROSS JOIN (VALUES (-1), (1)) AS signs (sign)
        GROUP BY 1, 2, 3, 4, 5
        HAVING sum(amount * sign) <> 0 OR sum(rows * sign) <> 0
    $moving$;
    RETURN NULL;
END $$
"""

# What is not folded yet of a row that goes away is placed where the row was.
PROJECTS_GONE = f"""
CREATE FUNCTION kpis_projects_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {WAIT}
    INSERT INTO kpis_touchedcustomer (customer_id) SELECT DISTINCT customer_id FROM old_rows;
    INSERT INTO kpis_ledgerchange (book, day, status_id, is_internal, business_unit_id, owner_id, is_placed, amount,
                                   rows)
    SELECT l.book, l.day, l.status_id, CASE l.book WHEN 'costs' THEN o.is_internal END,
           CASE l.book WHEN 'costs' THEN o.business_unit_id ELSE l.business_unit_id END, o.owner_id, TRUE, l.amount,
           l.rows
    FROM kpis_ledgerchange l JOIN old_rows o ON o.id = l.project_id WHERE NOT l.is_placed;
    RETURN NULL;
END $$
"""
CUSTOMERS_GONE = f"""
CREATE FUNCTION kpis_customers_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {WAIT}
    INSERT INTO kpis_touchedcustomer (customer_id) SELECT id FROM old_rows;
    INSERT INTO kpis_ledgerchange (book, day, status_id, business_unit_id, owner_id, is_placed, amount, rows)
    SELECT l.book, l.day, l.status_id, l.business_unit_id, o.account_owner_id, TRUE, l.amount, l.rows
    FROM kpis_ledgerchange l JOIN old_rows o ON o.id = l.customer_id WHERE NOT l.is_placed;
    RETURN NULL;
END $$
"""
PROJECTS_CAME = """
CREATE FUNCTION kpis_projects_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_touchedcustomer (customer_id) SELECT DISTINCT customer_id FROM new_rows;
    RETURN NULL;
END $$
"""
EVERYBODY_TOUCHED = """
CREATE FUNCTION kpis_everybody_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpis_touchedcustomer (customer_id) VALUES (NULL);
    RETURN NULL;
END $$
"""


NEW, OLD = "SELECT *, 1 AS sign FROM new_rows", "SELECT *, -1 AS sign FROM old_rows"
REFERENCING = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
CHANGED = {"INSERT": NEW, "UPDATE": f"{NEW} UNION ALL {OLD}", "DELETE": OLD}


def _function(sql, name):
    return migrations.RunSQL(sql, f"DROP FUNCTION {name}")


def _trigger(table, function, event):
    """For each statement, under a name that comes after those of the history."""
    name = f"{function}_{event.lower()}"
    sql = (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {REFERENCING[event]} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )
    return migrations.RunSQL(sql, f"DROP TRIGGER {name} ON {table}")


def _of_money(table, function, sql):
    """One function for each event: each has other transition tables."""
    for event, changed in CHANGED.items():
        named = f"{function}_{event.lower()}"
        yield _function(sql.replace(f"{function}()", f"{named}()").replace("{changed}", changed), named)
        trigger = f"CREATE TRIGGER {named} AFTER {event} ON {table} REFERENCING {REFERENCING[event]} "
        yield migrations.RunSQL(
            f"{trigger} FOR EACH STATEMENT EXECUTE FUNCTION {named}()", f"DROP TRIGGER {named} ON {table}"
        )


def _flag(table, columns):
    """A row's flag that may concern every customer."""
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    name = "kpis_everybody_touched"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER UPDATE ON {table} FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    replaces = [
        ("kpis", "0002_triggers"),
        ("kpis", "0003_profile_figures"),
        ("kpis", "0004_kept_by_kind"),
        ("kpis", "0005_moved_in_any_number"),
        ("kpis", "0006_estimated_kept"),
        ("kpis", "0007_months_of_owners"),
        ("kpis", "0008_standings_of_last_month"),
        ("kpis", "0009_changes_read_beside_rows"),
        ("kpis", "0010_parts_in_parallel"),
    ]

    dependencies = [("kpis", "0001_tables")]

    operations = [
        migrations.RunSQL(PLACED_CHANGES, "DROP VIEW kpis_placedchange"),
        _function(PARTS, "kpis_parts"),
        migrations.RunSQL(STANCES, "DROP VIEW kpis_stance"),
        migrations.RunSQL(STOOD, "DROP VIEW kpis_stood"),
        *_of_money("invoices_invoice", "kpis_of_invoices", OF_INVOICES),
        *_of_money("projects_costentry", "kpis_of_costs", OF_COSTS),
        _function(PROJECTS_MOVED, "kpis_projects_moved"),
        _function(CUSTOMERS_MOVED, "kpis_customers_moved"),
        _function(PROJECTS_GONE, "kpis_projects_gone"),
        _function(CUSTOMERS_GONE, "kpis_customers_gone"),
        _function(PROJECTS_CAME, "kpis_projects_came"),
        _function(EVERYBODY_TOUCHED, "kpis_everybody_touched"),
        _trigger("projects_project", "kpis_projects_moved", "UPDATE"),
        _trigger("customers_customer", "kpis_customers_moved", "UPDATE"),
        _trigger("projects_project", "kpis_projects_gone", "DELETE"),
        _trigger("customers_customer", "kpis_customers_gone", "DELETE"),
        _trigger("projects_project", "kpis_projects_came", "INSERT"),
        _flag("projects_salesstatus", ["category", "probability"]),
        _flag("invoices_invoicestatus", ["is_sent"]),
        _flag("accounts_businessunit", ["parent_id"]),
        _flag("accounts_user", ["unit_id"]),
    ]
