-- The shared database's tables. Run once, by `bdc-desk shared init`, as the role bdc_owner.
-- Every key begins with the dealership. Moments are bigint microseconds since 1970-01-01 UTC, as in the log
-- (docs/log.md); ids are UUIDs in small letters, as text.

CREATE TABLE bdc.dealership (
    dealership text PRIMARY KEY,
    name text NOT NULL,
    country text NOT NULL,
    zone text NOT NULL
);

-- The row that every push locks: so numbers are gapless and in the order of the commits.
CREATE TABLE bdc.head (
    dealership text PRIMARY KEY REFERENCES bdc.dealership,
    chain text NOT NULL,
    no bigint NOT NULL DEFAULT 0,
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    sealed_at bigint NOT NULL DEFAULT 0,
    notified_at timestamptz NOT NULL DEFAULT '-infinity'
);

-- The chains a dealership has had. A second one continues the first after a server came back older than its
-- desks (`shared recover`): its numbers up to `kept` are the same entries.
CREATE TABLE bdc.chain (
    dealership text NOT NULL REFERENCES bdc.dealership,
    chain text NOT NULL,
    opened_at bigint NOT NULL,
    continues text,
    kept bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (dealership, chain)
);

-- Who may log in, and as whom they write. The name of a person stands in the log (`person added`).
CREATE TABLE bdc.person (
    dealership text NOT NULL REFERENCES bdc.dealership,
    person text NOT NULL,
    login text NOT NULL UNIQUE,
    role text NOT NULL CHECK (role IN ('salesperson', 'enquiry', 'manager', 'principal')),
    first_password boolean NOT NULL DEFAULT true,
    removed_at bigint,
    PRIMARY KEY (dealership, person)
);

-- A desk belongs to the person who joined it. `last_*`: of its entry sealed last.
CREATE TABLE bdc.desk (
    dealership text NOT NULL,
    desk text NOT NULL,
    person text NOT NULL,
    joined_at bigint NOT NULL,
    last_seq bigint NOT NULL DEFAULT 0,
    last_at bigint NOT NULL DEFAULT 0,
    last_seen bigint NOT NULL DEFAULT 0,
    met_at bigint NOT NULL,
    version text NOT NULL DEFAULT '',
    clock_off bigint NOT NULL DEFAULT 0,
    mark bigint NOT NULL DEFAULT 0,
    mark_chain text NOT NULL DEFAULT '',
    mark_hash bytea NOT NULL DEFAULT '',
    PRIMARY KEY (dealership, desk),
    FOREIGN KEY (dealership, person) REFERENCES bdc.person
);

CREATE TABLE bdc.entry (
    dealership text NOT NULL,
    id text NOT NULL,
    lead text,
    round bigint NOT NULL,
    kind text NOT NULL,
    agent text NOT NULL,
    desk text NOT NULL,
    desk_seq bigint NOT NULL,
    at bigint NOT NULL,
    seen bigint NOT NULL,
    policy text NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (dealership, id),
    UNIQUE (dealership, desk, desk_seq)
);
CREATE INDEX entry_lead_kind ON bdc.entry (dealership, lead, kind);
-- Partial: a whole one would have the planner look ids up by the dealership alone while nothing is analysed yet.
CREATE INDEX entry_of_dealership ON bdc.entry (dealership, kind) WHERE lead IS NULL;

CREATE TABLE bdc.seal (
    dealership text NOT NULL,
    chain text NOT NULL,
    no bigint NOT NULL,
    entry text NOT NULL,
    sealed_at bigint NOT NULL,
    at bigint NOT NULL,
    utc_offset integer NOT NULL CHECK (utc_offset BETWEEN -43200 AND 50400),
    verdict text NOT NULL CHECK (verdict = 'stands' OR verdict LIKE 'refused: _%'),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (dealership, chain, no),
    UNIQUE (dealership, chain, entry),
    FOREIGN KEY (dealership, entry) REFERENCES bdc.entry
);

CREATE TABLE bdc.detail (
    dealership text NOT NULL,
    entry text NOT NULL,
    salt bytea NOT NULL CHECK (length(salt) = 32),
    content text NOT NULL,
    PRIMARY KEY (dealership, entry),
    FOREIGN KEY (dealership, entry) REFERENCES bdc.entry
);

CREATE TABLE bdc.archive (
    dealership text NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (dealership, sha256)
);

-- Arrivals that another desk had read from the same mail before: kept as written, so that a hole in a desk's
-- `desk_seq` always has its reason. `no`: the head when it was answered "already here".
CREATE TABLE bdc.replaced (
    dealership text NOT NULL,
    desk text NOT NULL,
    desk_seq bigint NOT NULL,
    entry text NOT NULL,
    no bigint NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (dealership, desk, desk_seq)
);
CREATE INDEX replaced_no ON bdc.replaced (dealership, no);

-- Leases, not history: who has a customer in hand, who is at a desk, which desk reads the mailbox.
-- A claim holds several keys at once: the customer and each of the customer's numbers.
CREATE TABLE bdc.claim (
    dealership text NOT NULL,
    key text NOT NULL,
    token text NOT NULL,
    customer text NOT NULL,
    lead text NOT NULL,
    person text NOT NULL,
    desk text NOT NULL,
    taken_at bigint NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (dealership, key)
);
CREATE INDEX claim_token ON bdc.claim (dealership, token);

CREATE TABLE bdc.presence (
    dealership text NOT NULL,
    desk text NOT NULL,
    person text NOT NULL,
    state text NOT NULL,
    since bigint NOT NULL,
    met_at bigint NOT NULL,
    PRIMARY KEY (dealership, desk)
);

CREATE TABLE bdc.lease (
    dealership text NOT NULL,
    name text NOT NULL,
    desk text NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (dealership, name)
);
