//! The tables, as both engines have them: what is copied from one database to another, and in which order.

/// A table with a contact point's rows.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns by which its rows are ordered; each row has others.
    pub key: &'static [&'static str],
}

/// A value of whatever type, as it goes from one engine to the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// None.
    Null,
    /// A whole number, or a flag as 0 or 1.
    Number(i64),
    /// Text.
    Text(String),
    /// Bytes, or an id as its 16.
    Bytes(Vec<u8>),
}

/// What a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Whole numbers.
    Numbers,
    /// 0 and 1.
    Flags,
    /// Ids.
    Ids,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Text or bytes.
    Either,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub takes: Takes,
}

macro_rules! tables {
    ($($name:ident: $($key:ident)+;)+) => {
        /// Every table with a contact point's rows; parents before children.
        pub const TABLES: &[Table] = &[$(Table { name: stringify!($name), key: &[$(stringify!($key)),+] }),+];
    };
}

tables! {
    points: point_id;
    entities: point_id kind entity_id;
    kind_sums: point_id kind;
    case_index: point_id case_id;
    case_figures: point_id cube grain bucket row_key col_key;
    events: point_id kind entity_id rev;
    ops: point_id op_id;
    claims: point_id claim_hash;
    quarantine: point_id op_id hash;
    unread: point_id op_id hash;
    discards: point_id discard_id;
    case_numbers: point_id year;
    workloads: point_id staff_id;
    staff: point_id staff_id;
    rosters: point_id staff_id;
    sessions: point_id token_hash;
    setup_links: point_id token_hash;
    devices: point_id device_id;
    device_people: point_id device_id staff_id;
    kiosk_codes: point_id code_hash;
    kiosks: point_id kiosk_id;
    push_subscriptions: point_id device_id;
    case_push_subscriptions: point_id case_id endpoint;
    notices: point_id notice_id version;
    merchants: point_id merchant_id;
    goods_index: point_id goods_id;
    ledger_keys: point_id key_id;
    ledger_lines: point_id merchant_id line_id;
    goods_lines: point_id goods_id rev;
    fund_transactions: point_id key;
    fund_postings: point_id key line;
    quarantine_reviews: point_id op_id hash;
    workdays: point_id year;
    attachments: point_id hash;
    uploads: point_id upload_id;
}
