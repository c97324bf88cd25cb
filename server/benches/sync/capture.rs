//! The rows that the server wrote, by transaction.

use std::collections::{BTreeMap, HashMap};

use server::store::entities::{EntityKey, RunningSum};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, TypeInfo, ValueRef};
use sync::protocol::Seq;
use uuid::Uuid;

use crate::mall::Mall;
use crate::samples::{Samples, count};
use crate::{Result, raw};

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A row, in the order of its table's columns.
pub(crate) type Row = Vec<Value>;

/// Everything that one transaction wrote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Transaction {
    pub(crate) entities: Vec<Row>,
    pub(crate) case_index: Vec<Row>,
    pub(crate) events: Vec<Row>,
    pub(crate) ops: Vec<Row>,
    pub(crate) claims: Vec<Row>,
    pub(crate) numbers: Vec<Row>,
    pub(crate) workloads: Vec<Row>,
    /// The running sum of cases after it.
    pub(crate) sums: Vec<Row>,
    pub(crate) head: i64,
    pub(crate) point: Vec<u8>,
}

/// What some pushes wrote.
#[derive(Clone, Debug)]
pub(crate) struct Captured {
    pub(crate) transactions: Vec<Transaction>,
}

impl Captured {
    /// What was written after a place in the history.
    pub(crate) async fn of(mall: &Mall, from: Seq, samples: &Samples) -> Result<Self> {
        let mut connection = raw::connect(&mall.file).await?;
        let point = mall.id.0.as_bytes().to_vec();
        let mut rows = async |select: &str| rows(&mut connection, select, &point, from).await;
        let ops = rows("SELECT * FROM ops WHERE point_id = $1 AND seq > $2 ORDER BY seq").await?;
        let entities = rows("SELECT * FROM entities WHERE point_id = $1 AND seq > $2 ORDER BY seq").await?;
        let cases = "SELECT i.*, e.seq FROM case_index i JOIN entities e ON e.point_id = i.point_id AND e.kind = 'case' \
                     AND e.entity_id = i.case_id WHERE e.point_id = $1 AND e.seq > $2 ORDER BY e.seq";
        let cases = rows(cases).await?;
        let events = rows("SELECT * FROM events WHERE point_id = $1 AND seq > $2 ORDER BY seq, rev").await?;
        let claims = "SELECT l.point_id, l.claim_hash, l.case_id, e.seq FROM claims l JOIN entities e ON \
                      e.point_id = l.point_id AND e.kind = 'case' AND e.entity_id = l.case_id \
                      WHERE e.point_id = $1 AND e.seq > $2";
        let claims = rows(claims).await?;
        let before = "SELECT i.point_id, i.first_receiver, count(*), max(e.seq) FROM case_index i JOIN entities e ON \
                      e.point_id = i.point_id AND e.kind = 'case' AND e.entity_id = i.case_id \
                      WHERE e.point_id = $1 AND e.seq <= $2 GROUP BY i.first_receiver";
        let mut work: HashMap<Value, i64> =
            rows(before).await?.into_iter().map(|row| Ok((row[1].clone(), number(&row[2])?))).collect::<Result<_>>()?;
        let known = "SELECT entity_id, rev FROM entities WHERE point_id = $1 AND kind = 'case' AND seq <= $2";
        let mut sum = RunningSum::default();
        for row in rows(known).await? {
            sum.add(&case_key(&row[0])?, u64::try_from(number(&row[1])?)?);
        }
        if ops.len() != samples.count || ops.iter().any(|op| op[11] != Value::Text("applied".to_owned())) {
            return Err("not everything was applied".into());
        }

        // Whatever was received at one moment was one transaction.
        let mut of_seq = HashMap::new();
        let mut all: BTreeMap<i64, Transaction> = BTreeMap::new();
        for op in ops {
            let (at, seq) = (number(&op[7])?, number(&op[8])?);
            of_seq.insert(seq, at);
            let transaction = all.entry(at).or_default();
            transaction.point.clone_from(&point);
            transaction.head = seq.max(transaction.head);
            transaction.ops.push(op);
        }
        let of = |row: &Row, column: usize| -> Result<i64> {
            of_seq.get(&number(&row[column])?).copied().ok_or_else(|| "a row without its operation".into())
        };
        for entity in entities {
            let at = of(&entity, 4)?;
            let Some(transaction) = all.get_mut(&at) else { continue };
            sum.add(&case_key(&entity[2])?, u64::try_from(number(&entity[3])?)?);
            let bytes = Value::Bytes(sum.sum.0.to_vec());
            let kind = Value::Text("case".to_owned());
            transaction.sums = vec![vec![entity[0].clone(), kind, bytes, Value::Number(sum.entities)]];
            transaction.entities.push(entity);
        }
        for mut case in cases {
            let at = of(&case, 10)?;
            let Some(transaction) = all.get_mut(&at) else { continue };
            let open = work.entry(case[4].clone()).or_default();
            *open += 1;
            let row = vec![case[0].clone(), case[4].clone(), Value::Number(*open), case[10].clone()];
            transaction.workloads.retain(|before| before[1] != row[1]);
            transaction.workloads.push(row);
            transaction.numbers = vec![vec![case[0].clone(), case[2].clone(), case[3].clone()]];
            case.truncate(10);
            transaction.case_index.push(case);
        }
        for event in events {
            let at = of(&event, 4)?;
            all.entry(at).or_default().events.push(event);
        }
        for mut claim in claims {
            let at = of(&claim, 3)?;
            claim.truncate(3);
            all.entry(at).or_default().claims.push(claim);
        }
        Ok(Self { transactions: all.into_values().collect() })
    }

    /// Operations in one transaction, on average.
    pub(crate) fn per_transaction(&self) -> f64 {
        let ops = self.transactions.iter().map(|transaction| transaction.ops.len()).sum();
        count(ops) / count(self.transactions.len())
    }
}

impl std::hash::Hash for Value {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::Null => 0.hash(state),
            Self::Number(number) => number.hash(state),
            Self::Text(text) => text.hash(state),
            Self::Bytes(bytes) => bytes.hash(state),
        }
    }
}

async fn rows(connection: &mut SqliteConnection, select: &str, point: &[u8], from: Seq) -> Result<Vec<Row>> {
    let query = sqlx::query(AssertSqlSafe(select.to_owned())).bind(point.to_vec()).bind(from.0);
    query.fetch_all(connection).await?.iter().map(values).collect()
}

fn values(row: &SqliteRow) -> Result<Row> {
    (0..row.len())
        .map(|place| {
            let raw = row.try_get_raw(place)?;
            Ok(match raw.type_info().name() {
                _ if raw.is_null() => Value::Null,
                "INTEGER" => Value::Number(row.try_get(place)?),
                "TEXT" => Value::Text(row.try_get(place)?),
                _ => Value::Bytes(row.try_get(place)?),
            })
        })
        .collect()
}

fn case_key(value: &Value) -> Result<EntityKey> {
    match value {
        Value::Bytes(bytes) => Ok(EntityKey { kind: "case", id: Uuid::from_slice(bytes)? }),
        other => Err(format!("not a name: {other:?}").into()),
    }
}

fn number(value: &Value) -> Result<i64> {
    match value {
        Value::Number(number) => Ok(*number),
        other => Err(format!("not a number: {other:?}").into()),
    }
}
